package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.query.ChangingLake;
import dev.skytrove.testing.query.ModelLake;
import dev.skytrove.testing.query.ModelPost;
import dev.skytrove.testing.query.ModelQuery;
import dev.skytrove.testing.query.RandomQueries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries of the whole grammar, compared with a model that looks at every post: all pages to the last, through
 * cursors, and totals, while batches are flushed and compacted beside them; half of them without word indexes and
 * digests of months, a quarter with those of days, a quarter with that of a month. Some are asked of a bucket, of which searches fetch files of posts in parts.
 * {@code -Dskytrove.query.random} says how many, {@code -Dskytrove.query.seed} which.
 */
final class TestQueriesAgainstModel {
    private static final int QUERIES = Integer.getInteger("skytrove.query.random", 2_000);
    private static final long SEED = Long.getLong("skytrove.query.seed", 20260704);
    private static final int QUERIES_A_LAKE = 500;
    private static final int ROWS_OF_GROUP = 5;

    private final Random random = new Random(SEED);
    private final CriteriaParser parser = CriteriaParser.ofPages(Clock.systemUTC(), 50, 1000)
            .withRegex(Duration.ofDays(1_000_000));
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger();

    /** Flushes and compactions while queries ran. */
    private int changes;

    @TempDir
    private Path directory;

    @Test
    void i4QueriesFindWhatTheModelFinds() throws Exception {
        // As many as are answered at once.
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int made = 0; made < QUERIES; made += QUERIES_A_LAKE) {
                compare(made, Math.min(QUERIES_A_LAKE, QUERIES - made), threads, false);
            }
        }

        // Else it would have compared nothing with nothing.
        assertThat(found.get()).isGreaterThan(3 * QUERIES);
        assertThat(pages.get()).isGreaterThan(QUERIES);
        // The last queries of each lake may be too few for one.
        assertThat(changes).isGreaterThan(QUERIES / ChangingLake.QUERIES_BETWEEN - QUERIES / QUERIES_A_LAKE - 1);
    }

    @Test
    void i4QueriesOfABucketFindWhatTheModelFinds() throws Exception {
        int queries = QUERIES / 5;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            compare(0, queries, threads, true);
        }
        assertThat(found.get()).isGreaterThan(3 * queries);
    }

    private void compare(int first, int count, ExecutorService threads, boolean inBucket)
            throws InterruptedException, ExecutionException {
        Path storage = directory.resolve("lake-" + first);
        try (SampleLake lake = SampleLake.in(storage)) {
            ModelLake model = ModelLake.write(lake, random, first == 0 ? 2 : 1, 100);
            Path cache = directory.resolve("cache-" + first);
            if (inBucket) {
                try (TestingBucket bucket = new TestingBucket(storage, ROWS_OF_GROUP);
                        PostSearch search = bucket.open(cache)) {
                    compare(lake, model, search, first, count, threads, bucket::update);
                }
            } else {
                try (PostSearch search = TestingSearch.open(storage, cache)) {
                    compare(lake, model, search, first, count, threads, () -> {});
                }
            }
        }
    }

    /** @param changed called after each change of the lake */
    private void compare(
            SampleLake lake,
            ModelLake model,
            PostSearch search,
            int first,
            int count,
            ExecutorService threads,
            Runnable changed)
            throws InterruptedException, ExecutionException {
        Path storage = lake.storage();
        RandomQueries queries = new RandomQueries(random, model);
        List<ModelPost> visible = model.visible();
        ChangingLake changing = new ChangingLake(lake, model, first == 0 ? 2 : 1);
        changing.then(changed);
        List<Future<?>> comparisons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == count / 2) {
                for (Future<?> comparison : comparisons) {
                    comparison.get();
                }
                Instant day = ModelLake.START.truncatedTo(ChronoUnit.DAYS);
                TestingIndex.write(storage, day);
                TestingDigests.write(storage, day);
                changed.run();
                changing.then(() -> {
                    TestingDigests.write(storage, day);
                    changed.run();
                });
            }
            if (i == 3 * count / 4) {
                for (Future<?> comparison : comparisons) {
                    comparison.get();
                }
                // Without those of the days, that of the month is read.
                TestingIndex.write(storage, ModelLake.START.truncatedTo(ChronoUnit.DAYS));
                TestingIndex.writeMonth(storage, MonthIndex.month(ModelLake.START), false);
                changed.run();
            }
            ModelQuery query = queries.next();
            List<String> expected = query.find(model, visible).stream()
                    .map(post -> post.uri() + " " + post.rev())
                    .toList();
            // So that there are one to three pages.
            int limit = 1 + expected.size() / (random.nextBoolean() ? 1 : 1 + random.nextInt(3));
            boolean total = random.nextInt(6) == 0;
            comparisons.add(threads.submit(() -> {
                compare(search, query, limit, total, expected);
                changing.compared();
            }));
        }
        for (Future<?> comparison : comparisons) {
            comparison.get();
        }
        changes += changing.changes();
    }

    private void compare(PostSearch search, ModelQuery query, int limit, boolean count, List<String> expected) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put("limit", List.of(Integer.toString(limit)));
        if (count) {
            parameters.put("count", List.of("true"));
        }
        List<String> all = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            parameters.put("cursor", List.of(cursor.get()));
            SearchCriteria criteria = parser.parse(parameters);
            SearchPage page = search.search(criteria);
            page.posts().forEach(post -> all.add(post.uri() + " " + post.rev()));
            if (count) {
                assertThat(page.total()).as("seed %s, %s", SEED, parameters).hasValue(expected.size());
            }
            cursor = page.next().map(criteria::cursor);
            pages.incrementAndGet();
        }
        assertThat(all).as("seed %s, %s", SEED, parameters).isEqualTo(expected);
        found.addAndGet(all.size());
    }
}
