package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.health.IngestorState;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.runtime.FatalErrors;
import java.time.Duration;
import java.util.Optional;

/**
 * One of the readers of a session: keeps a connection to one server at a time, whatever ends it, until all readers are to
 * end. When it has ended, all that it read is in the buffer, or the session has failed.
 */
final class SourceReader implements Runnable {
    private final IngestContext context;
    private final int reader;
    private final SourceConnector connector;
    private final SourceAssignment sources;
    private final ReaderStates states;
    private final ReaderShutdown shutdown;
    private final Backoff backoff;

    /** @param reader its number, from 0 */
    SourceReader(
            IngestContext context,
            int reader,
            SourceConnector connector,
            SourceAssignment sources,
            ReaderStates states,
            ReaderShutdown shutdown,
            Backoff backoff) {
        this.context = context;
        this.reader = reader;
        this.connector = connector;
        this.sources = sources;
        this.states = states;
        this.shutdown = shutdown;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            while (!shutdown.isRequested()) {
                visit();
            }
        } catch (RuntimeException e) {
            shutdown.fail(e);
            context.metrics().left(DisconnectCause.BUFFER);
        } catch (Error e) {
            // Nobody would notice: the ingestor would stay connected and read nothing.
            FatalErrors.check(e);
        } catch (InterruptedException _) {
            shutdown.fail(new IllegalStateException("a reader was interrupted"));
        }
    }

    private void visit() throws InterruptedException {
        StreamReader first = connector.open(reader, sources.current(reader));
        states.become(reader, IngestorState.CONNECTING, first.toString());
        try (ConnectionRotation rotation = new ConnectionRotation(context, connector, sources, reader, first)) {
            Disconnect disconnect = follow(rotation);
            rotation.drain();
            context.metrics().left(disconnect.cause());
            boolean corrected = connector.corrects(rotation.current().source(), disconnect);
            afterwards(disconnect, rotation.current().madeProgress(), corrected);
        } finally {
            connector.connected(reader, false);
        }
    }

    private Disconnect follow(ConnectionRotation rotation) throws InterruptedException {
        boolean opened = false;
        Optional<Disconnect> disconnect = Optional.empty();
        while (disconnect.isEmpty() && !shutdown.isRequested()) {
            disconnect = rotation.step();
            if (!opened && rotation.current().isOpened()) {
                opened = true;
                connector.connected(reader, true);
                states.become(reader, IngestorState.CONNECTED, rotation.current().source().name());
            }
        }
        return shutdown.isRequested() ? shutdown.reason().orElseThrow() : disconnect.orElseThrow();
    }

    // A server that brought something new, or is asked in another way, deserves another try.
    private void afterwards(Disconnect disconnect, boolean progress, boolean corrected) throws InterruptedException {
        switch (disconnect.cause()) {
            case STOP, MEMORY, BUFFER, PLANNED -> {}
            case SILENT -> backOff(disconnect, progress, false);
            case ASTRAY, DICTIONARY, UNREACHABLE, REFUSED, CLOSED, BROKEN ->
                backOff(disconnect, progress, progress || corrected);
        }
    }

    private void backOff(Disconnect disconnect, boolean progress, boolean sameSource) throws InterruptedException {
        if (progress) {
            backoff.reset();
        }
        if (!sameSource) {
            sources.next(reader);
        }
        Duration wait = backoff.next();
        states.become(
                reader,
                IngestorState.BACKING_OFF,
                disconnect.message() + "; " + sources.current(reader).name() + " is tried in " + wait.toMillis() + " ms");
        var _ = shutdown.await(wait);
    }
}
