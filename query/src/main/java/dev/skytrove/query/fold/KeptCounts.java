package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.duckdb.BackgroundWork;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.KeptFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What counts of all posts have found out of files, for this process and, in the cache, for those after it: which rows nobody may
 * see, and how many posts have which keys. No answer depends on it. All methods may be called from any thread.
 */
public final class KeptCounts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptCounts.class);
    private static final String THREAD = "query-counts";
    private static final int MOST_BYTES = 16 << 20;
    private static final Duration DELAY = Duration.ofMillis(500);

    private final KeptFile hiddenFile;
    private final KeptFile countsFile;
    private final BackgroundWork work;
    private final KnownHiddenRows hiddenRows = new KnownHiddenRows(this::formerHidden);
    private final KnownCounts counts = new KnownCounts(this::formerCounts);
    private final AtomicLong hiddenWritten = new AtomicLong();
    private final AtomicLong countsWritten = new AtomicLong();

    private KeptCounts(KeptFile hiddenFile, KeptFile countsFile, DuckDb duckDb) {
        this.hiddenFile = hiddenFile;
        this.countsFile = countsFile;
        this.work = new BackgroundWork(duckDb, THREAD, DELAY, DELAY);
    }

    /** Those of a lake; reads nothing yet. */
    public static KeptCounts of(ObjectStore store, CacheSettings cache, Clock clock, DuckDb duckDb) {
        String form = "skytrove hidden rows 2 " + HiddenRows.rules();
        return new KeptCounts(
                KeptFile.of(store, cache, clock, "hidden.index", form, MOST_BYTES),
                KeptFile.of(store, cache, clock, "counts.index", "skytrove counts 2", MOST_BYTES),
                duckDb);
    }

    /** Of how many hours it is known which rows nobody may see. */
    public int hoursKnown() {
        return hiddenRows.all().size();
    }

    KnownHiddenRows hiddenRows() {
        return hiddenRows;
    }

    KnownCounts counts() {
        return counts;
    }

    /** Has what is new be written soon. */
    void changed() {
        if (hiddenRows.changes() > hiddenWritten.get() || counts.changes() > countsWritten.get()) {
            work.offer(this::write);
        }
    }

    /** Writes what is new. */
    @Override
    public void close() {
        work.close();
        write();
    }

    private synchronized void write() {
        long hidden = hiddenRows.changes();
        if (hidden > hiddenWritten.get()) {
            hiddenFile.write(HiddenCodec.encode(hiddenRows.all()));
            hiddenWritten.set(hidden);
        }
        long counted = counts.changes();
        if (counted > countsWritten.get()) {
            countsFile.write(CountsCodec.encode(counts.all()));
            countsWritten.set(counted);
        }
    }

    private Map<HourKey, HiddenHour> formerHidden() {
        return read(hiddenFile, HiddenCodec::decode);
    }

    private Map<KnownCounts.Id, KnownCounts.Known> formerCounts() {
        return read(countsFile, CountsCodec::decode);
    }

    /** Of bytes what they stand for. */
    private interface Decoder<T> {
        T decode(byte[] bytes) throws IOException;
    }

    private static <K, V> Map<K, V> read(KeptFile file, Decoder<Map<K, V>> decoder) {
        Optional<byte[]> bytes = file.read();
        try {
            return bytes.isEmpty() ? Map.of() : decoder.decode(bytes.get());
        } catch (IOException | RuntimeException e) {
            log.info("what was kept of counts cannot be read: {}", e.toString());
            return Map.of();
        }
    }
}
