package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.ingestor.source.EventSource;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one reader's source followed, through planned changes of the connection: the new one is opened and has caught up
 * before the old one is left, so that nothing waits for a reconnect. Used by one thread.
 */
final class ConnectionRotation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionRotation.class);
    private static final Duration TICK = Duration.ofMillis(50);
    /** Of two connections neither waits long for the other. */
    private static final Duration SHARED_TICK = Duration.ofMillis(5);

    private final IngestContext context;
    private final SourceConnector connector;
    private final SourceAssignment sources;
    private final int reader;
    private final Deadline planned;
    private final Deadline preference;
    private StreamReader current;
    private Optional<StreamReader> successor = Optional.empty();
    private final Deadline overlap;

    /** @param first the connection to begin with, closed with this */
    ConnectionRotation(
            IngestContext context,
            SourceConnector connector,
            SourceAssignment sources,
            int reader,
            StreamReader first) {
        this.context = context;
        this.connector = connector;
        this.sources = sources;
        this.reader = reader;
        this.current = first;
        this.planned = new Deadline(context.settings().reconnectAfter());
        this.preference = new Deadline(context.settings().preferAfter());
        this.overlap = new Deadline(context.settings().overlap());
    }

    /** The connection that is followed. */
    StreamReader current() {
        return current;
    }

    /**
     * Takes over what came.
     *
     * @return why there is no connection any more that could be followed, if so
     */
    Optional<Disconnect> step() throws InterruptedException {
        Optional<Disconnect> disconnect = current.step(successor.isPresent() ? SHARED_TICK : TICK);
        if (disconnect.isPresent() && successor.isPresent()) {
            context.metrics().left(disconnect.get().cause());
            takeOver();
            return Optional.empty();
        }
        if (successor.isPresent()) {
            attend(successor.get());
        } else if (disconnect.isEmpty()) {
            plan();
        }
        return disconnect;
    }

    private void plan() throws InterruptedException {
        if (current.isOpened() && preference.isOver()) {
            preference.restart();
            Optional<EventSource> better = sources.better(reader);
            if (better.isPresent()) {
                begin(better.get(), "a better server may be back");
            }
        }
        boolean due = !context.settings().reconnectAfter().isZero() && planned.isOver();
        if (successor.isEmpty() && current.isOpened() && due) {
            begin(current.source(), "the connection is old");
        }
    }

    private void begin(EventSource source, String reason) throws InterruptedException {
        planned.restart();
        overlap.restart();
        StreamReader next = connector.open(reader, source);
        successor = Optional.of(next);
        LOG.info("{}: opening {} beside {}", reason, next, current.source().name());
    }

    private void attend(StreamReader next) throws InterruptedException {
        Optional<Disconnect> disconnect = next.step(SHARED_TICK);
        if (disconnect.isPresent() || overlap.isOver()) {
            String why = disconnect.map(Disconnect::message).orElse("it did not catch up");
            LOG.warn("{} is not changed to: {}", next.source().name(), why);
            disconnect.ifPresent(failed -> {
                var _ = connector.corrects(next.source(), failed);
            });
            next.drain();
            next.close();
            successor = Optional.empty();
        } else if (next.isOpened() && next.newest() >= current.newest()) {
            context.metrics().left(DisconnectCause.PLANNED);
            takeOver();
        }
    }

    private void takeOver() throws InterruptedException {
        StreamReader next = successor.orElseThrow();
        successor = Optional.empty();
        try (StreamReader old = current) {
            current = next;
            old.drain();
        }
        sources.change(reader, current.source());
        LOG.info("following {} now", current.source().name());
    }

    /** Waits until the buffer has all that was read. */
    void drain() throws InterruptedException {
        if (successor.isPresent()) {
            successor.get().drain();
        }
        current.drain();
    }

    @Override
    public void close() {
        successor.ifPresent(StreamReader::close);
        current.close();
    }
}
