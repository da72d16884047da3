package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.aggregate.AggregateParser;
import dev.skytrove.query.aggregate.AggregateResult;
import dev.skytrove.query.aggregate.Aggregator;
import dev.skytrove.query.aggregate.Key;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.visibility.AccountCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which posts counts of all posts count: the rule as {@code HiddenRows} has it in SQL, and what is kept of it. */
final class TestPostsCounted {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");

    @TempDir
    private Path directory;

    /** After each batch, so that the later ones are only asked what else they hide, and by a process that knows nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void i4WhatHidesAPostHidesItInAnyOrder(long seed) {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"))) {
            PostCases.shuffled(seed).flush(lake, batch -> counted(lake, "cache"));

            assertThat(counted(lake, "cache")).isEqualTo(PostCases.shown());
            assertThat(counted(lake, "another")).isEqualTo(PostCases.shown());
            assertThat(isKept("cache")).as("rows were found to be hidden, not posts").isTrue();
        }
    }

    @Test
    void i4WhatCountsOfAnAccountCounts() {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"))) {
            for (AccountCase one : AccountCase.all()) {
                SamplePost post = SamplePost.of(one.did(), "a", one.name(), NOON);
                lake.add(new SamplePost(
                        post.did(), post.rkey(), post.rev(), post.operation(), post.text(), NOON, NOON, NOON, null,
                        List.of(one.name()), List.of()));
            }
            lake.flush(1);
            counted(lake, "cache");
            AccountCase.all().forEach(one -> one.rows().forEach(lake::add));
            lake.flush(2);

            List<String> expected = AccountCase.all().stream()
                    .filter(AccountCase::shown)
                    .map(AccountCase::name)
                    .sorted()
                    .toList();
            assertThat(counted(lake, "cache")).isEqualTo(expected);
            assertThat(counted(lake, "another")).isEqualTo(expected);
        }
    }

    /** By a process that ends: a line for each post, its only language. */
    private List<String> counted(SampleLake lake, String cache) {
        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve(cache))) {
            AggregateResult result = Aggregator.aggregate(
                            search,
                            TestingAggregates.filters(Map.of()),
                            AggregateParser.parse(Map.of("by", List.of("lang"), "top", List.of("1000"))),
                            new Cancellation(),
                            counted -> counted)
                    .join();
            return result.tables().getFirst().buckets().stream()
                    .flatMap(bucket -> Stream.generate(() -> ((Key.Value) bucket.key().getFirst()).text())
                            .limit(bucket.count()))
                    .sorted()
                    .toList();
        }
    }

    private boolean isKept(String cache) {
        try (Stream<Path> files = Files.walk(directory.resolve(cache))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("hidden.index"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
