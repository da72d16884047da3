package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.SubscribeRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * One of the readers of a session: keeps a connection to one server at a time, whatever ends it, until all readers are to
 * end. When it has ended, all that it read is in Redis, or the session has failed.
 */
final class SourceReader implements Runnable {
    private final Run run;
    private final int reader;
    private final Links links;
    private final Sources sources;
    private final SourceBoard board;
    private final Halt halt;
    private final Backoff backoff;

    /** @param reader its number, from 0 */
    SourceReader(Run run, int reader, Links links, Sources sources, SourceBoard board, Halt halt, Backoff backoff) {
        this.run = run;
        this.reader = reader;
        this.links = links;
        this.sources = sources;
        this.board = board;
        this.halt = halt;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            while (!halt.isRequested()) {
                visit();
            }
        } catch (RuntimeException e) {
            run.metrics().left(LeaveCause.REDIS);
            halt.fail(e);
        } catch (InterruptedException _) {
            halt.fail(new IllegalStateException("a reader was interrupted"));
        }
    }

    private void visit() throws InterruptedException {
        SubscribeRequest request = links.request(sources.current(reader));
        board.become(reader, IngestorState.CONNECTING, request.toString());
        try (Relay relay = new Relay(run, links, sources, reader, links.open(reader, request))) {
            Departure departure = follow(relay);
            relay.bringHome();
            run.metrics().left(departure.cause());
            boolean corrected = links.refused(relay.current().link().request(), departure);
            afterwards(departure, relay.current().madeProgress(), corrected);
        } finally {
            links.connected(reader, false);
        }
    }

    private Departure follow(Relay relay) throws InterruptedException {
        boolean opened = false;
        Optional<Departure> departure = Optional.empty();
        while (departure.isEmpty() && !halt.isRequested()) {
            departure = relay.step();
            if (!opened && relay.current().isOpened()) {
                opened = true;
                links.connected(reader, true);
                board.become(reader, IngestorState.CONNECTED, relay.current().link().source());
            }
        }
        return halt.isRequested() ? halt.reason().orElseThrow() : departure.orElseThrow();
    }

    // A server that brought something new, or is asked in another way, deserves another try.
    private void afterwards(Departure departure, boolean progress, boolean corrected) throws InterruptedException {
        switch (departure.cause()) {
            case STOP, MEMORY, REDIS, PLANNED -> {}
            case SILENT -> backOff(departure, progress, false);
            case ASTRAY, DICTIONARY, UNREACHABLE, REFUSED, CLOSED, BROKEN ->
                backOff(departure, progress, progress || corrected);
        }
    }

    private void backOff(Departure departure, boolean progress, boolean sameSource) throws InterruptedException {
        if (progress) {
            backoff.reset();
        }
        if (!sameSource) {
            sources.next(reader);
        }
        Duration wait = backoff.next();
        board.become(
                reader,
                IngestorState.BACKING_OFF,
                departure.message() + "; " + sources.current(reader).source() + " is tried in " + wait.toMillis() + " ms");
        var _ = halt.await(wait);
    }
}
