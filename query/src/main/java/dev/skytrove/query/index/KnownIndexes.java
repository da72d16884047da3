package dev.skytrove.query.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndexBuilder;
import dev.skytrove.lake.index.MonthIndexListing;
import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.parquet.MonthIndexReader;
import dev.skytrove.query.files.WrongIndexException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Each costs a query that is carried out again. */
    private static final int MOST_WRONG = 3;

    /** Hours of two years. */
    private static final int MOST_CONFIRMED = 20_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Clock clock;

    /** By names; guarded by this. */
    private final Map<String, IndexContents> contents = new LinkedHashMap<>();

    /** When each was found, by names; guarded by this. */
    private final Map<String, Instant> unreadable = new LinkedHashMap<>();

    /** When each of those was found that are not of the files that they name, by names; guarded by this. */
    private final Map<String, Instant> wrong = new LinkedHashMap<>();

    /** Guarded by this. */
    private final Set<Confirmed> confirmed = new HashSet<>();

    /** Places of files, by the names of indexes; guarded by this. */
    private final Map<String, Integer> seen = new LinkedHashMap<>();

    /** Knows of none. */
    public KnownIndexes(Clock clock) {
        this.clock = clock;
    }

    /** How many were found unreadable lately. */
    public synchronized int unreadable() {
        forgetOld();
        return unreadable.size();
    }

    /** Whether so many were not of the files that they name that no index is to be used for a while. */
    synchronized boolean areMistrusted() {
        forgetOld();
        return wrong.size() >= MOST_WRONG;
    }

    /**
     * Leaves an index alone for a while that is not of the files that it names.
     *
     * @param what is wrong with it, for people
     */
    synchronized WrongIndexException rejectWrong(String name, long size, String what) {
        WrongIndexException wrongIndex = new WrongIndexException(name, what);
        reject(name, size, wrongIndex);
        wrong.put(name, clock.instant());
        shrink(wrong);
        return wrongIndex;
    }

    /** Whether an index was found to be right about a file. */
    synchronized boolean isConfirmed(String index, LakeFile file) {
        return confirmed.contains(new Confirmed(index, file));
    }

    /** Remembers that an index is right about a file. */
    synchronized void confirm(String index, LakeFile file) {
        if (confirmed.size() >= MOST_CONFIRMED) {
            confirmed.clear();
        }
        confirmed.add(new Confirmed(index, file));
    }

    /** The place in an index of the last file whose blocks were found to hold what it says; -1 if there is none. */
    synchronized int lastSeen(String index) {
        return seen.getOrDefault(index, -1);
    }

    /** Remembers that the blocks of a file hold what an index says. */
    synchronized void saw(String index, int place) {
        seen.merge(index, place, Math::max);
        shrink(seen);
    }

    private record Confirmed(String index, LakeFile file) {}

    /** Leaves an index alone for a while, and tells the log. */
    synchronized void reject(String name, long size, Exception reason) {
        String first = reason.toString().lines().findFirst().orElse("");
        log.error("{} of {} bytes cannot be read, and searches do without: {}", name, size, first);
        contents.remove(name);
        seen.remove(name);
        unreadable.put(name, clock.instant());
        shrink(unreadable);
    }

    /** Whether an index is one of those. */
    synchronized boolean isRejected(String name) {
        forgetOld();
        return unreadable.containsKey(name);
    }

    /**
     * What an index says of itself.
     *
     * @param path where it is
     * @throws IOException if it cannot be read
     */
    IndexContents contents(IndexListing.Entry index, Path path) throws IOException {
        Optional<IndexContents> known = known(index.file().name());
        return known.isPresent()
                ? known.get()
                : remember(index.file().name(), IndexContents.of(IndexReader.metadata(path)));
    }

    /**
     * The same of an index of a month.
     *
     * @param path where its words are
     * @throws IOException if they cannot be read, or the postings are of another length than they say
     */
    IndexContents contents(MonthIndexListing.Entry index, Path path) throws IOException {
        Optional<IndexContents> known = known(index.words().name());
        if (known.isPresent()) {
            return known.get();
        }
        Map<String, String> metadata = MonthIndexReader.metadata(path);
        IndexContents read = IndexContents.ofMonth(metadata);
        if (MonthIndexBuilder.postingsBytes(metadata) != index.postings().size()) {
            throw new IOException(index.postings().name() + " is not as long as it was written");
        }
        return remember(index.words().name(), read);
    }

    private synchronized Optional<IndexContents> known(String name) {
        return Optional.ofNullable(contents.get(name));
    }

    private synchronized IndexContents remember(String name, IndexContents read) {
        contents.put(name, read);
        shrink(contents);
        return read;
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(REMEMBERED);
        unreadable.values().removeIf(at -> at.isBefore(oldest));
        wrong.values().removeIf(at -> at.isBefore(oldest));
    }

    private static void shrink(Map<String, ?> map) {
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
