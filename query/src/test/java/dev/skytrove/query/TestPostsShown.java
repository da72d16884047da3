package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.visibility.PostCase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which posts searches show: the rule as {@code HiddenPosts} has it in SQL. */
final class TestPostsShown {
    private static final Instant LAST_DAY_OF_JULY = Instant.parse("2026-07-31T00:00:00Z");

    @TempDir
    private Path directory;

    /** Events of all cases in any order, in several files, with what a search remembers of those before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void i4WhatHidesAPostHidesItInAnyOrder(long seed) {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = open("cache", lake)) {
            PostCases.shuffled(seed).flush(lake, batch -> shown(search));

            assertThat(shown(search)).isEqualTo(PostCases.shown());
            TestingDigests.write(lake.storage(), LAST_DAY_OF_JULY);
            assertThat(shown(search)).isEqualTo(PostCases.shown());
            try (PostSearch another = open("another", lake)) {
                assertThat(shown(another)).as("nothing is remembered").isEqualTo(PostCases.shown());
                assertThat(shown(another)).isEqualTo(PostCases.shown());
            }
        }
    }

    /** A part of the posts at a time, which few keys are looked up for. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void i4PagesShowTheSame(long seed) {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = open("cache", lake)) {
            PostCases.shuffled(seed).flush(lake, batch -> {});
            for (PostCase one : PostCase.all()) {
                SearchPage page = search.search(TestingSearch.criteria("username", one.did()));
                assertThat(page.posts()).extracting(PostResult::text).as("%s", one).isEqualTo(one.shown());
            }
        }
    }

    private PostSearch open(String cache, SampleLake lake) {
        return TestingSearch.open(lake.storage(), directory.resolve(cache));
    }

    private static List<String> shown(PostSearch search) {
        return search.search(TestingSearch.criteria("limit", "1000")).posts().stream()
                .map(PostResult::text)
                .sorted()
                .toList();
    }
}
