package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour with files so large that a search looks at the newest of them before the others. */
final class TestPostSearchInSlices {
    private static final long LARGE = 10L << 20;
    private static final int MICROS_BETWEEN = 300;

    @TempDir
    private Path directory;

    private final List<Red> reds = new ArrayList<>();

    @Test
    void findsNewerPostsInAnOlderFile() throws IOException {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            // Servers' clocks differ: the last posts of the first batch are newer than all of the last batch.
            assertThat(flush(lake, 1, 400, 50, 200_000)).isGreaterThan(LARGE);
            flush(lake, 2, 10, 10, 1000);
            assertThat(flush(lake, 3, 200, 55, 150_000)).isGreaterThan(LARGE);

            assertThat(page(search, 10)).isEqualTo(expected().subList(0, 10));
            assertThat(page(search, 200)).isEqualTo(expected().subList(0, 200));
            assertThat(allPages(search, 500)).isEqualTo(expected());
        }
    }

    /** Writes posts of which every so many-th is red; returns the size of the file. */
    private long flush(SampleLake lake, int batch, int redEvery, int second, int posts) throws IOException {
        int serial = batch * 1_000_000;
        int start = second * 1_000_000;
        // Texts that hardly compress.
        lake.execute("""
                INSERT INTO posts SELECT 'at://did:plc:a/app.bsky.feed.post/' || key, 'did:plc:a', key, 'bafy', key, 'create',
                    CASE WHEN n %% %d = 0 THEN 'red ' ELSE '' END
                        || md5(key) || md5(key || 'a') || md5(key || 'b') || md5(key || 'c'),
                    time, time, time, [], NULL, NULL, NULL, NULL, 0, false, [], [], [], [], '{}', NULL
                FROM (SELECT n, 'k' || (%d + n) AS key,
                    TIMESTAMPTZ '2026-07-04 12:00:00Z' + to_microseconds(%d + n * %d) AS time FROM range(%d) numbers(n))
                """.formatted(redEvery, serial, start, MICROS_BETWEEN, posts));
        for (int n = 0; n < posts; n += redEvery) {
            reds.add(new Red(start + n * MICROS_BETWEEN, "k" + (serial + n)));
        }
        return Files.size(lake.storage().resolve(lake.flush(batch).getFirst()));
    }

    private List<String> expected() {
        return reds.stream()
                .sorted(Comparator.comparing(Red::at).reversed().thenComparing(Red::key))
                .map(Red::key)
                .toList();
    }

    private static List<String> page(PostSearch search, int limit) {
        return keys(search.search(criteria(limit)));
    }

    private static List<String> allPages(PostSearch search, int limit) {
        List<String> keys = new ArrayList<>();
        Optional<SearchCriteria> next = Optional.of(criteria(limit));
        while (next.isPresent()) {
            SearchCriteria criteria = next.get();
            SearchPage page = search.search(criteria);
            keys.addAll(keys(page));
            next = page.next().map(criteria::after);
        }
        return keys;
    }

    private static List<String> keys(SearchPage page) {
        return page.posts().stream().map(PostResult::rkey).toList();
    }

    private static SearchCriteria criteria(int limit) {
        return TestingSearch.criteria("text", "red", "limit", Integer.toString(limit));
    }

    private record Red(int at, String key) {}
}
