package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one reader's source followed, through planned changes of the connection: the new one is opened and has caught up
 * before the old one is left, so that nothing waits for a reconnect. Used by one thread.
 */
final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration TICK = Duration.ofMillis(50);
    /** Of two connections neither waits long for the other. */
    private static final Duration SHARED_TICK = Duration.ofMillis(5);

    private final Run run;
    private final Links links;
    private final Sources sources;
    private final int reader;
    private final Deadline planned;
    private final Deadline preference;
    private Follower current;
    private Optional<Follower> successor = Optional.empty();
    private final Deadline overlap;

    /** @param first the connection to begin with, closed with this */
    Relay(Run run, Links links, Sources sources, int reader, Follower first) {
        this.run = run;
        this.links = links;
        this.sources = sources;
        this.reader = reader;
        this.current = first;
        this.planned = new Deadline(run.settings().reconnectAfter());
        this.preference = new Deadline(run.settings().preferAfter());
        this.overlap = new Deadline(run.settings().overlap());
    }

    /** The connection that is followed. */
    Follower current() {
        return current;
    }

    /**
     * Takes over what came.
     *
     * @return why there is no connection any more that could be followed, if so
     */
    Optional<Departure> step() throws InterruptedException {
        Optional<Departure> departure = current.step(successor.isPresent() ? SHARED_TICK : TICK);
        if (departure.isPresent() && successor.isPresent()) {
            run.metrics().left(departure.get().cause());
            takeOver();
            return Optional.empty();
        }
        if (successor.isPresent()) {
            attend(successor.get());
        } else if (departure.isEmpty()) {
            plan();
        }
        return departure;
    }

    private void plan() throws InterruptedException {
        if (current.isOpened() && preference.isOver()) {
            preference.restart();
            Optional<JetstreamUrl> better = sources.better(reader);
            if (better.isPresent()) {
                begin(better.get(), "a better server may be back");
            }
        }
        boolean due = !run.settings().reconnectAfter().isZero() && planned.isOver();
        if (successor.isEmpty() && current.isOpened() && due) {
            begin(current.link().request().url(), "the connection is old");
        }
    }

    private void begin(JetstreamUrl url, String reason) throws InterruptedException {
        planned.restart();
        overlap.restart();
        Follower next = links.open(reader, links.request(url));
        successor = Optional.of(next);
        LOG.info("{}: opening {} beside {}", reason, next.link().request(), current.link().source());
    }

    private void attend(Follower next) throws InterruptedException {
        Optional<Departure> departure = next.step(SHARED_TICK);
        if (departure.isPresent() || overlap.isOver()) {
            String why = departure.map(Departure::message).orElse("it did not catch up");
            LOG.warn("{} is not changed to: {}", next.link().source(), why);
            departure.ifPresent(failed -> {
                var _ = links.refused(next.link().request(), failed);
            });
            next.bringHome();
            next.close();
            successor = Optional.empty();
        } else if (next.isOpened() && next.newest() >= current.newest()) {
            run.metrics().left(LeaveCause.PLANNED);
            takeOver();
        }
    }

    private void takeOver() throws InterruptedException {
        Follower next = successor.orElseThrow();
        successor = Optional.empty();
        try (Follower old = current) {
            current = next;
            old.bringHome();
        }
        sources.change(reader, current.link().request().url());
        LOG.info("following {} now", current.link().source());
    }

    /** Waits until Redis has all that was read. */
    void bringHome() throws InterruptedException {
        if (successor.isPresent()) {
            successor.get().bringHome();
        }
        current.bringHome();
    }

    @Override
    public void close() {
        successor.ifPresent(Follower::close);
        current.close();
    }
}
