package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I4: what is found is right at every moment of a flush and of a compaction. */
final class TestPostSearchWhileLakeChanges {
    private static final Instant HOUR = Instant.parse("2026-07-04T12:00:00Z");
    private static final String ALICE = "did:plc:alice";
    private static final int BATCHES = 40;
    private static final int POSTS = 10;

    @TempDir
    private Path directory;

    @Test
    void i4EachPostOnceAndNoDeletedOneWhileBatchesArriveAndAreCompacted() throws Exception {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            AtomicInteger flushed = new AtomicInteger();
            Future<?> writing = writer.submit(() -> IntStream.rangeClosed(1, BATCHES).forEach(batch -> {
                write(lake, batch);
                flushed.set(batch);
            }));
            int searches = 0;
            while (!writing.isDone() || searches == 0) {
                int before = flushed.get();
                List<String> found = find(search);
                check(found, before, flushed.get() + 1);
                searches++;
            }
            writing.get();
            check(find(search), BATCHES, BATCHES);
            assertThat(searches).isGreaterThan(5);
        }
    }

    @Test
    void i4FileThatIsDeletedAfterTheListingIsNoGap() {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            IntStream.rangeClosed(1, 3).forEach(batch -> write(lake, batch));
            lake.compact("posts", HOUR, 1, 3);
            lake.flushed("posts", HOUR, 1, 3).forEach(lake::delete);

            check(find(search), 3, 3);
        }
    }

    /** Posts of which the batch itself deletes the first and the next batch the second. */
    private static void write(SampleLake lake, int batch) {
        for (int i = 0; i < POSTS; i++) {
            lake.add(post(batch, i));
        }
        lake.add(post(batch, 0).deleted("3b", HOUR.plusSeconds(batch)));
        lake.add(post(batch - 1, 1).deleted("3b", HOUR.plusSeconds(batch)));
        lake.flush(batch);
        if (batch % 4 == 0) {
            lake.compact("deletes", HOUR, batch - 3, batch);
            lake.compact("posts", HOUR, batch - 3, batch);
            // As a compaction does: what it replaced goes later.
            List.of("posts", "deletes").forEach(table -> lake.flushed(table, HOUR, 1, batch - 4).forEach(lake::delete));
        }
    }

    private static SamplePost post(int batch, int i) {
        return SamplePost.of(ALICE, batch + "-" + i, "x", HOUR.plusSeconds(batch).plusMillis(i)).rev("3a");
    }

    private static List<String> find(PostSearch search) {
        return search.search(TestingSearch.criteria("limit", "10000")).posts().stream()
                .map(PostResult::rkey)
                .toList();
    }

    /** All of the batches that were there before, none that was not there after, and of each all or nothing. */
    private static void check(List<String> found, int atLeast, int atMost) {
        Set<String> distinct = new HashSet<>(found);
        assertThat(found).hasSize(distinct.size());
        assertThat(found).noneMatch(rkey -> rkey.endsWith("-0"));
        for (int batch = 1; batch <= BATCHES; batch++) {
            long count = IntStream.range(2, POSTS).mapToObj(named(batch)).filter(distinct::contains).count();
            assertThat(count)
                    .describedAs("posts of batch %s, of batches %s to %s", batch, atLeast, atMost)
                    .isIn(batch <= atLeast ? List.of(POSTS - 2L) : batch > atMost ? List.of(0L) : List.of(0L, POSTS - 2L));
            if (batch < atLeast) {
                assertThat(distinct).doesNotContain(batch + "-1");
            }
        }
    }

    private static java.util.function.IntFunction<String> named(int batch) {
        return i -> batch + "-" + i;
    }
}
