package dev.skytrove.query.posts;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.query.duckdb.BackgroundWork;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Fingerprints of the keys of posts in files of posts, deletes and oversized events: most searches find with them that no
 * file hides any of their posts, and read none. Different keys may share one, so where it is found the file decides. They
 * are made in the background, after a search has read the files itself, and are bounded: those used least recently go
 * first (I5). All methods may be called from any thread.
 */
public final class KeyDigests implements AutoCloseable {
    /** The name of the thread that makes them. */
    public static final String THREAD = "query-keys";

    /** Some three million keys: the posts of a day of the whole network. */
    private static final long MOST_BYTES = 12 << 20;

    /** SQL of a post's fingerprint. */
    static final String FINGERPRINT = "(hash(author_did, rkey) & 4294967295)::BIGINT";

    /** About what a row takes in a file: of a post, and of what is deleted, which seldom is one. */
    private static final long POST_BYTES = 400;
    private static final long OTHER_BYTES = 100;

    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final BackgroundWork work;
    private final Function<Session, LakeReader> readers;

    /** Since when, by {@link System#nanoTime}. */
    private volatile Optional<Long> paused = Optional.empty();

    /** Of each file in ascending order; guarded by this. */
    private final Map<LakeFile, int[]> digests = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Makes them with sessions of its own. */
    public KeyDigests(DuckDb duckDb, Function<Session, LakeReader> readers) {
        this.work = new BackgroundWork(duckDb, THREAD, DELAY, LIMIT);
        this.readers = readers;
    }

    /** Those of some files; empty if one is missing, which is then made soon if there is room for all. */
    Optional<Map<LakeFile, int[]>> of(List<PlannedFile> files) {
        Map<LakeFile, int[]> some = known(files);
        if (some.size() == files.size()) {
            return Optional.of(some);
        }
        boolean fit = files.stream().mapToLong(KeyDigests::estimate).sum() <= MOST_BYTES;
        if (fit && !isPaused()) {
            work.offer(() -> make(files));
        }
        return Optional.empty();
    }

    /** Of how many files they are known. */
    public synchronized int count() {
        return digests.size();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        work.close();
    }

    private synchronized Map<LakeFile, int[]> known(List<PlannedFile> files) {
        Map<LakeFile, int[]> some = new HashMap<>();
        for (PlannedFile file : files) {
            int[] digest = digests.get(file.file());
            if (digest != null) {
                some.put(file.file(), digest);
            }
        }
        return some;
    }

    private synchronized void put(LakeFile file, int[] digest) {
        int[] former = digests.put(file, digest);
        bytes += size(digest) - (former == null ? 0 : size(former));
        Iterator<int[]> oldest = digests.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private void make(List<PlannedFile> files) {
        Set<LakeFile> before = known(files).keySet();
        try {
            work.run(session -> {
                LakeReader reader = readers.apply(session);
                files.stream().filter(file -> !before.contains(file.file())).forEach(file -> make(session, reader, file));
            });
        } finally {
            paused = known(files).size() < files.size() ? Optional.of(System.nanoTime()) : Optional.empty();
        }
    }

    /** Whether it has just turned out that not all could be made, or that they do not fit together. */
    private boolean isPaused() {
        return paused.filter(since -> System.nanoTime() - since < PAUSE.toNanos()).isPresent();
    }

    private void make(Session session, LakeReader reader, PlannedFile file) {
        Table table = file.file().table();
        String sql = "SELECT " + FINGERPRINT + " FROM " + LakeSql.PARQUET
                + (table == Table.POSTS ? "" : " WHERE collection = 'app.bsky.feed.post'");
        reader.read(List.of(file), paths -> {
            int[] digest = session.list(sql, row -> (int) row.getLong(1), paths).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            Arrays.sort(digest);
            put(file.file(), digest);
        });
    }

    private static long estimate(PlannedFile file) {
        long row = file.file().table() == Table.POSTS ? POST_BYTES : OTHER_BYTES;
        return Integer.BYTES * file.size() / row;
    }

    private static long size(int[] digest) {
        return 200 + (long) Integer.BYTES * digest.length;
    }
}
