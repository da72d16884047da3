package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.keys.RecordKeyTime;
import dev.skytrove.testing.CountingProxy;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a search for a rare word asks a bucket with a month of hours, by the word index and digests of the month. */
final class TestRequestsOfAMonth {
    private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");
    private static final int DAYS = 30;
    private static final int HOURS = DAYS * 24;
    private static final int POSTS = 12;
    private static final int ROWS_OF_GROUP = 4;

    private static final String ENDPOINT = "AWS_ENDPOINT_URL_S3";

    @TempDir
    private Path directory;

    @Test
    void rareWordTakesFewRequests() throws IOException {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"))) {
            List<String> expected = write(lake);
            for (int day = 0; day < DAYS; day++) {
                TestingIndex.write(lake.storage(), FIRST.plus(Duration.ofDays(day)));
            }
            TestingIndex.writeMonth(lake.storage(), YearMonth.of(2026, 6), true);
            // The last day is not over.
            TestingDigests.write(lake.storage(), FIRST.plus(Duration.ofDays(DAYS - 2)));
            Map<String, String> environment = new HashMap<>(TestingS3.get().environment());
            try (TestingBucket bucket = new TestingBucket(lake.storage(), ROWS_OF_GROUP);
                    CountingProxy proxy = new CountingProxy(URI.create(environment.get(ENDPOINT)), Duration.ZERO)) {
                environment.put(ENDPOINT, proxy.url());
                assertThat(find(bucket, environment)).isEqualTo(expected);
                long cold = proxy.requests();
                assertThat(cold).as("with an empty cache").isBetween(1L, 70L);
                assertThat(find(bucket, environment)).isEqualTo(expected);
                assertThat(proxy.requests() - cold).as("with a warm one").isBetween(1L, 20L);
            }
        }
    }

    /** In a process that knows nothing but the cache. */
    private List<String> find(TestingBucket bucket, Map<String, String> environment) {
        try (PostSearch search = bucket.open(directory.resolve("cache"), environment)) {
            return search.search(TestingSearch.criteria("text", "quokka", "limit", "100")).posts().stream()
                    .map(post -> post.rkey())
                    .toList();
        }
    }

    /** Ten posts have the word, at the beginnings of hours: a later version of each can be in the hour before, too. */
    private static List<String> write(SampleLake lake) {
        List<String> rare = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            for (int i = 0; i < POSTS; i++) {
                Instant at = FIRST.plus(Duration.ofHours(hour)).plusSeconds(300 * i + 5);
                boolean isRare = hour % 70 == 37 && i == 0;
                String key = RecordKeyTime.first(at);
                lake.add(SamplePost.of("did:plc:a" + i, key, "every word" + i + (isRare ? " quokka" : ""), at));
                if (isRare) {
                    rare.addFirst(key);
                }
            }
        }
        lake.flush(1);
        return rare;
    }
}
