package dev.skytrove.query.coverage;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.count.EventTotal;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.files.LakeContents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events a lake has, by what {@code compact} counted, and the certificates of the hours since. No file is opened,
 * and no more certificates than those of some hours. May be used from any thread.
 */
public final class EventCounts {
    /** No certificate of an older hour is read (I5). */
    static final Duration RECENT = Duration.ofDays(2);

    private static final Logger LOG = LoggerFactory.getLogger(EventCounts.class);

    private final ObjectStore store;
    private final CertifiedHours hours;
    private final Clock clock;

    /** @param hours of the same lake */
    public EventCounts(ObjectStore store, CertifiedHours hours, Clock clock) {
        this.store = store;
        this.hours = hours;
        this.clock = clock;
    }

    /**
     * Counts. Of a lake in which nobody has counted yet, certificates tell all only if it is young and was made by flushes alone.
     *
     * @param posts of the lake
     * @param reached up to when the lake was flushed; empty if that is not known
     * @return empty if nothing tells
     * @throws StorageException if the lake cannot be read
     */
    public Optional<EventCount> of(LakeContents posts, Optional<Instant> reached) {
        Instant now = clock.instant();
        Optional<EventTotal> total = total().filter(counted -> !counted.until().start().isAfter(now));
        Optional<HourKey> rest = total.map(EventTotal::until).or(() -> posts.flushed() ? posts.first() : Optional.empty());
        Optional<Long> since = rest.flatMap(first -> since(first, now));
        if (total.isEmpty()) {
            return since.flatMap(events -> reached.map(asOf -> new EventCount(events, asOf, 0, 0)));
        }
        EventTotal counted = total.get();
        Instant until = counted.until().start();
        Instant asOf = reached.filter(time -> since.isPresent() && time.isAfter(until)).orElse(until);
        return Optional.of(new EventCount(
                counted.events() + since.orElse(0L), asOf, counted.hours(), counted.uncounted()));
    }

    private Optional<EventTotal> total() {
        try {
            return EventTotal.read(store);
        } catch (IllegalStateException e) {
            LOG.warn("the events of the lake are not known: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Long> since(HourKey first, Instant now) {
        if (first.start().isBefore(now.minus(RECENT))) {
            return Optional.empty();
        }
        try {
            return Optional.of(hours.ingested(first));
        } catch (StorageException e) {
            LOG.warn("certificates of the newest hours cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }
}
