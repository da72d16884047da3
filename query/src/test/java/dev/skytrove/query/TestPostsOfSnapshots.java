package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.visibility.AccountCase;
import dev.skytrove.testing.visibility.PostCase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which posts of a snapshot are shown after people took others back: the rule as {@code TakenBack} has it in SQL. The
 * snapshot has all versions, and what was too large; deletions and what is said of accounts come later.
 */
final class TestPostsOfSnapshots {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final String SNAPSHOT = "20260901T000000Z";

    @TempDir
    private Path directory;

    @Test
    void i4WhatIsTakenBackLaterHidesAsIfItHadBeenThere() {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            add(lake, event -> !isTakingBack(event));
            lake.addSnapshot(SNAPSHOT, lake.flush(1));
            add(lake, TestPostsOfSnapshots::isTakingBack);
            lake.flush(2);

            assertThat(shown(search)).isEqualTo(PostCases.shown());
        }
    }

    @Test
    void i4WhatCountsOfAnAccountCounts() {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            AccountCase.all().forEach(one -> lake.add(SamplePost.of(one.did(), "a", one.name(), NOON)));
            lake.addSnapshot(SNAPSHOT, lake.flush(1));
            AccountCase.all().forEach(one -> one.rows().forEach(lake::add));
            lake.flush(2);

            assertThat(shown(search))
                    .isEqualTo(AccountCase.all().stream()
                            .filter(AccountCase::shown)
                            .map(AccountCase::name)
                            .sorted()
                            .toList());
        }
    }

    private static boolean isTakingBack(PostCase.Event event) {
        return switch (event.kind()) {
            case CREATE, UPDATE, LARGE, LARGE_LIKE, LARGE_ELSEWHERE -> false;
            case DELETE, DELETE_LIKE, DELETE_BESIDE, DELETE_ELSEWHERE, GOES, RETURNS, GOES_ELSEWHERE -> true;
        };
    }

    private static void add(SampleLake lake, Predicate<PostCase.Event> which) {
        PostCases.shuffled(1).events().stream().filter(which).forEach(event -> event.addTo(lake));
    }

    private static List<String> shown(PostSearch search) {
        return search.search(TestingSearch.criteria("snapshot", SNAPSHOT, "limit", "1000")).posts().stream()
                .map(PostResult::text)
                .sorted()
                .toList();
    }
}
