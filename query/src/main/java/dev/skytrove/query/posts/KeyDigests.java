package dev.skytrove.query.posts;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.query.duckdb.BackgroundWork;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Fingerprints of the keys of posts in files of posts, deletes and oversized events, and of accounts in files of accounts and
 * posts: most searches find with them that no file hides any of their posts, that few say anything of their authors, and that
 * few have posts of the accounts that are asked for. Different keys may share one, so where it is found the file decides.
 * They are made in the background, after a search has read the files itself. All methods may be called from any thread.
 */
public final class KeyDigests implements AutoCloseable {
    /** The name of the thread that makes them. */
    public static final String THREAD = "query-keys";

    /** Some three million keys: the posts of a day of the whole network. */
    private static final long MOST_BYTES = 12 << 20;

    /** A million accounts. */
    private static final long MOST_BYTES_OF_ACCOUNTS = 4 << 20;

    /** Of more accounts most files have some. */
    private static final int MOST_ASKED = 256;

    /** Some two million authors of hours: of a day and more. */
    private static final long MOST_BYTES_OF_AUTHORS = 6 << 20;

    /** SQL of a post's fingerprint. */
    static final String FINGERPRINT = "(hash(author_did, rkey) & 4294967295)::BIGINT";

    /** SQL of an account's. */
    static final String FINGERPRINT_OF_ACCOUNT = "(hash(%s) & 4294967295)::BIGINT";

    private static final String AUTHORS =
            "SELECT DISTINCT " + FINGERPRINT_OF_ACCOUNT.formatted("author_did") + " FROM " + LakeSql.PARQUET;

    /** About what a row takes in a file: of a post, and of what is deleted, which seldom is one, or said of an account. */
    private static final long POST_BYTES = 400;
    private static final long OTHER_BYTES = 100;
    private static final long ACCOUNT_BYTES = 40;

    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final BackgroundWork work;
    private final Function<Session, LakeReader> readers;
    private final DigestMemory posts = new DigestMemory(MOST_BYTES);
    private final DigestMemory accounts = new DigestMemory(MOST_BYTES_OF_ACCOUNTS);
    private final DigestMemory authors = new DigestMemory(MOST_BYTES_OF_AUTHORS);

    /** Makes them with sessions of its own. */
    public KeyDigests(DuckDb duckDb, Function<Session, LakeReader> readers) {
        this.work = new BackgroundWork(duckDb, THREAD, DELAY, LIMIT);
        this.readers = readers;
    }

    /** Those of some files; empty if one is missing, which is then made soon if there is room for all. */
    Optional<Map<LakeFile, int[]>> of(List<PlannedFile> files) {
        return of(files, posts, KeyDigests::keys);
    }

    /**
     * Rules out files that have no posts of some accounts, if that is known; else it is made soon.
     *
     * @param hours the files of each hour, the newest first; only for as many is it known
     * @param dids the accounts; none if posts may be of any
     * @param others asked of files that may have some
     */
    public RowFinder finder(
            Session session, NavigableMap<HourKey, List<PlannedFile>> hours, List<String> dids, RowFinder others) {
        if (dids.isEmpty() || dids.size() > MOST_ASKED) {
            return others;
        }
        return of(first(hours), authors, _ -> AUTHORS)
                .<RowFinder>map(known -> new AuthorFiles(known, fingerprints(session, dids), others))
                .orElse(others);
    }

    /** As many as there is room for. */
    private static List<PlannedFile> first(NavigableMap<HourKey, List<PlannedFile>> hours) {
        List<PlannedFile> first = new ArrayList<>();
        long bytes = 0;
        for (List<PlannedFile> files : hours.values()) {
            bytes += files.stream().mapToLong(KeyDigests::estimate).sum();
            if (bytes > MOST_BYTES_OF_AUTHORS) {
                break;
            }
            first.addAll(files);
        }
        return first;
    }

    private static List<Integer> fingerprints(Session session, List<String> dids) {
        String sql = "SELECT " + FINGERPRINT_OF_ACCOUNT.formatted("did") + " FROM (SELECT unnest(?::VARCHAR[]) AS did)";
        return session.list(sql, row -> (int) row.getLong(1), dids);
    }

    /** The same of files of accounts. */
    Optional<Map<LakeFile, int[]>> ofAccounts(List<PlannedFile> files) {
        return of(files, accounts, KeyDigests::keys);
    }

    /** Whether a digest has the fingerprint of one of some accounts. */
    static boolean hasAny(int[] digest, List<Integer> fingerprints) {
        return fingerprints.stream().anyMatch(one -> Arrays.binarySearch(digest, one) >= 0);
    }

    private Optional<Map<LakeFile, int[]>> of(
            List<PlannedFile> files, DigestMemory memory, Function<Table, String> sql) {
        Map<LakeFile, int[]> some = memory.known(files);
        if (some.size() == files.size()) {
            return Optional.of(some);
        }
        if (memory.isWorthMaking(files.stream().mapToLong(KeyDigests::estimate).sum())) {
            work.offer(() -> make(files, memory, sql));
        }
        return Optional.empty();
    }

    /** Of how many files that may hide posts, or have them, they are known. */
    public int count() {
        return posts.count();
    }

    /** Of how many files of accounts. */
    public int countOfAccounts() {
        return accounts.count();
    }

    /** Of how many files of posts it is known whose they are. */
    public int countOfAuthors() {
        return authors.count();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        work.close();
    }

    private void make(List<PlannedFile> files, DigestMemory memory, Function<Table, String> sql) {
        Set<LakeFile> before = memory.known(files).keySet();
        try {
            work.run(session -> {
                LakeReader reader = readers.apply(session);
                if (!reader.areHere(files)) {
                    // Of some only parts were needed: to fetch the rest would cost more than digests save.
                    return;
                }
                files.stream()
                        .filter(file -> !before.contains(file.file()))
                        .forEach(file -> make(session, reader, file, memory, sql.apply(file.file().table())));
            });
        } finally {
            memory.made(files);
        }
    }

    private static void make(
            Session session, LakeReader reader, PlannedFile file, DigestMemory memory, String sql) {
        reader.read(List.of(file), paths -> {
            int[] digest = session.list(sql, row -> (int) row.getLong(1), paths).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            Arrays.sort(digest);
            memory.put(file.file(), digest);
        });
    }

    private static String keys(Table table) {
        return switch (table) {
            case POSTS -> "SELECT " + FINGERPRINT + " FROM " + LakeSql.PARQUET;
            case ACCOUNTS ->
                "SELECT DISTINCT " + FINGERPRINT_OF_ACCOUNT.formatted("did") + " FROM " + LakeSql.PARQUET;
            default ->
                "SELECT " + FINGERPRINT + " FROM " + LakeSql.PARQUET + " WHERE collection = 'app.bsky.feed.post'";
        };
    }

    private static long estimate(PlannedFile file) {
        long row = switch (file.file().table()) {
            case POSTS -> POST_BYTES;
            case ACCOUNTS -> ACCOUNT_BYTES;
            default -> OTHER_BYTES;
        };
        return Integer.BYTES * file.size() / row;
    }
}
