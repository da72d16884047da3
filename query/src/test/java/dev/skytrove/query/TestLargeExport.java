package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports of far more than DuckDB may keep in memory: so many posts that they are found in two rounds, and looked at and
 * sorted in many parts. Some seconds, nearly all of them for the posts.
 */
final class TestLargeExport {
    /** Less than an export has by default, and not much more than one of these needs alone. */
    private static final DataSize MEMORY = DataSize.ofMebibytes(46);
    private static final int POSTS = 300_000;
    private static final int FLUSHES = 6;
    private static final int MOST = 1_000_000;
    private static final Duration READER_WAITS = Duration.ofMillis(20);
    private static final Instant START = Instant.parse("2026-07-04T10:30:00Z");

    /** Ten posts share each {@code sort_at}, so places where the export is cut fall between equals. */
    private static final Duration BETWEEN_TENS = Duration.ofMillis(300);

    @TempDir
    private static Path directory;

    private static SampleLake lake;
    private static PostSearch search;

    @BeforeAll
    static void fill() {
        lake = SampleLake.in(directory.resolve("lake"));
        search = PostSearch.open(settings(), "file://" + lake.storage(), Map.of(), Clock.systemUTC());
        for (int batch = 1; batch <= FLUSHES; batch++) {
            flush(batch);
        }
    }

    @AfterAll
    static void close() {
        search.close();
        lake.close();
    }

    @Test
    void i5MoreThanFitsInMemoryIsExportedInOrder() {
        List<Shown> expected = expected();

        assertThat(export(criteria(MOST))).isEqualTo(expected);
    }

    @Test
    void i4CursorsLeadThroughAllPostsOnce() {
        List<Shown> all = new ArrayList<>();
        SearchCriteria criteria = criteria(70_000);
        boolean more = true;
        while (more) {
            try (PostExport export = search.export(criteria, new Cancellation())) {
                all.addAll(read(export));
                more = export.next().isPresent();
                if (more) {
                    criteria = criteria.after(export.next().orElseThrow());
                }
            }
        }

        assertThat(all).isEqualTo(expected());
    }

    @Test
    void i5WhatTwoNeedAtOnceOneGetsAfterTheOther() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<List<Shown>> one = threads.submit(() -> export(criteria(MOST)));
            Future<List<Shown>> other = threads.submit(() -> export(criteria(MOST)));

            assertThat(one.get()).isEqualTo(other.get()).hasSameSizeAs(expected());
        }
    }

    @Test
    void i5ExportIsReadToItsEndWhileOthersNeedAllMemory() throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                PostExport export = search.export(criteria(MOST), new Cancellation())) {
            Future<Integer> others = threads.submit(
                    () -> export(criteria(MOST)).size() + export(criteria(MOST)).size());
            List<Shown> posts = new ArrayList<>();
            while (read(export, posts)) {
                if (!others.isDone() && posts.size() % 1000 == 0) {
                    LockSupport.parkNanos(READER_WAITS.toNanos());
                }
            }

            assertThat(posts).isEqualTo(expected());
            assertThat(others.get()).isEqualTo(2 * posts.size());
        }
    }

    /** Every seventh post came 50 minutes late; every eleventh is deleted in the next batch, if there is one. */
    private static void flush(int batch) {
        int first = (batch - 1) * POSTS / FLUSHES;
        int end = batch * POSTS / FLUSHES;
        lake.execute("""
                INSERT INTO posts SELECT 'at://' || did || '/app.bsky.feed.post/' || rkey, did, rkey, 'bafy' || md5(rkey), rkey,
                    'create', 'post ' || n || ' ' || md5(rkey) || md5(rkey || 'a') || md5(rkey || 'b'),
                    sort_at, sort_at + CASE WHEN n %% 7 = 0 THEN INTERVAL 50 MINUTES ELSE INTERVAL 0 MINUTES END, sort_at,
                    ['en'], NULL, NULL, NULL, NULL, 0, false, [], [], [], [], '{}', NULL
                FROM (SELECT n, 'did:plc:' || CASE WHEN n %% 17 = 0 THEN 'gone' ELSE (n %% 100)::VARCHAR END AS did,
                    'k' || (1000000 + n) AS rkey,
                    TIMESTAMPTZ '%s' + to_milliseconds(n // 10 * %d) AS sort_at FROM range(%d, %d) numbers(n))
                """.formatted(START, BETWEEN_TENS.toMillis(), first, end));
        int before = Math.max(0, first - POSTS / FLUSHES);
        lake.execute("""
                INSERT INTO deletes SELECT 'at://' || did || '/app.bsky.feed.post/' || rkey, did, 'app.bsky.feed.post', rkey,
                    rkey, TIMESTAMPTZ '%s' + to_milliseconds(n // 10 * %d)
                FROM (SELECT n, 'did:plc:' || CASE WHEN n %% 17 = 0 THEN 'gone' ELSE (n %% 100)::VARCHAR END AS did,
                    'k' || (1000000 + n) AS rkey FROM range(%d, %d) numbers(n)) WHERE n %% 11 = 0
                """.formatted(START, BETWEEN_TENS.toMillis(), before, first));
        if (batch == 1) {
            lake.execute("INSERT INTO accounts VALUES ('did:plc:gone', 'account', NULL, false, 'deleted', 1, '" + START
                    + "', '" + START + "')");
            lake.execute("INSERT INTO accounts SELECT 'did:plc:' || n, 'identity', 'name' || n || '.example', true, NULL,"
                    + " n + 2, '" + START + "', '" + START + "' FROM range(50) numbers(n)");
        }
        lake.flush(batch);
    }

    private static List<Shown> expected() {
        int deletable = (FLUSHES - 1) * POSTS / FLUSHES;
        return IntStream.range(0, POSTS)
                .filter(n -> n % 17 != 0 && !(n % 11 == 0 && n < deletable))
                .mapToObj(TestLargeExport::shown)
                .sorted(Comparator.comparing(Shown::sortAt).reversed().thenComparing(Shown::uri))
                .toList();
    }

    private static Shown shown(int n) {
        int author = n % 100;
        return new Shown(
                "at://did:plc:" + author + "/app.bsky.feed.post/k" + (1_000_000 + n),
                START.plus(BETWEEN_TENS.multipliedBy(n / 10)),
                author < 50 ? "name" + author + ".example" : null,
                n);
    }

    private static List<Shown> export(SearchCriteria criteria) {
        try (PostExport export = search.export(criteria, new Cancellation())) {
            assertThat(export.next()).isEmpty();
            return read(export);
        }
    }

    private static List<Shown> read(PostExport export) {
        List<Shown> posts = new ArrayList<>();
        while (read(export, posts)) {
            // Until there are no more.
        }
        return posts;
    }

    private static boolean read(PostExport export, List<Shown> posts) {
        if (!export.advance()) {
            return false;
        }
        PostResult post = export.post();
        int number = Integer.parseInt(post.text().split(" ", -1)[1]);
        return posts.add(new Shown(post.uri(), post.sortAt(), post.handle(), number));
    }

    private static SearchCriteria criteria(int limit) {
        return TestingSearch.criteria("limit", Integer.toString(limit), "text", "post");
    }

    private static QuerySettings settings() {
        return new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 4),
                MEMORY,
                2,
                DataSize.ofMebibytes(1024),
                2,
                2,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2));
    }

    /** What is compared of a post. */
    private record Shown(String uri, Instant sortAt, String handle, int number) {}
}
