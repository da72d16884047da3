package dev.skytrove.query.index;

import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.parquet.IndexReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process knows of word indexes: what those that it has used say of themselves, and which ones cannot be read.
 * These are looked at again after some minutes. All methods may be called from any thread.
 */
public final class KnownIndexes {
    private static final Logger log = LoggerFactory.getLogger(KnownIndexes.class);

    /** So many are remembered: two years of days. */
    private static final int MOST = 730;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Clock clock;

    /** By names; guarded by this. */
    private final Map<String, IndexContents> contents = new LinkedHashMap<>();

    /** When each was found, by names; guarded by this. */
    private final Map<String, Instant> unreadable = new LinkedHashMap<>();

    /** Knows of none. */
    public KnownIndexes(Clock clock) {
        this.clock = clock;
    }

    /** How many were found unreadable lately. */
    public synchronized int unreadable() {
        forgetOld();
        return unreadable.size();
    }

    /** Leaves an index alone for a while, and tells the log. */
    synchronized void reject(IndexListing.Entry index, Exception reason) {
        String first = reason.toString().lines().findFirst().orElse("");
        log.error("{} of {} bytes cannot be read, and searches do without: {}", index.file().name(), index.size(), first);
        contents.remove(index.file().name());
        unreadable.put(index.file().name(), clock.instant());
        shrink(unreadable);
    }

    /** Whether an index is one of those. */
    synchronized boolean isRejected(IndexListing.Entry index) {
        forgetOld();
        return unreadable.containsKey(index.file().name());
    }

    /**
     * What an index says of itself.
     *
     * @param path where it is
     * @throws IOException if it cannot be read
     */
    IndexContents contents(IndexListing.Entry index, Path path) throws IOException {
        Optional<IndexContents> known = known(index);
        if (known.isPresent()) {
            return known.get();
        }
        IndexContents read = IndexContents.of(IndexReader.metadata(path));
        remember(index, read);
        return read;
    }

    private synchronized Optional<IndexContents> known(IndexListing.Entry index) {
        return Optional.ofNullable(contents.get(index.file().name()));
    }

    private synchronized void remember(IndexListing.Entry index, IndexContents read) {
        contents.put(index.file().name(), read);
        shrink(contents);
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(REMEMBERED);
        unreadable.values().removeIf(at -> at.isBefore(oldest));
    }

    private static void shrink(Map<String, ?> map) {
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
