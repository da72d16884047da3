package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.handles.HandleResolver.Resolution;
import dev.skytrove.query.handles.UnknownHandleException;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handles that no identity event of the lake has. */
final class TestUnknownHandles {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");

    @TempDir
    private Path directory;

    @Test
    void theNetworkIsAskedForThoseThatTheLakeDoesNotKnow() {
        List<String> asked = new ArrayList<>();
        HandleResolver resolver = handle -> {
            asked.add(handle);
            return switch (handle) {
                case "carol.skytrove.dev" -> new Resolution.Found("did:plc:carol");
                case "gone.skytrove.dev" -> new Resolution.Missing();
                default -> new Resolution.Unknown();
            };
        };
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = PostSearch.open(
                        TestingSearch.settings(directory.resolve("cache")), "file://" + lake.storage(), Map.of(), Clock.systemUTC(), resolver)) {
            lake.add(
                    SamplePost.of("did:plc:alice", "1", "one", NOON),
                    SamplePost.of("did:plc:carol", "2", "two", NOON.plusSeconds(1)));
            lake.add(SampleAccount.identity("did:plc:alice", "alice.skytrove.dev", 1, NOON)).flush(1);

            SearchPage known = search.search(TestingSearch.criteria("username", "alice.skytrove.dev"));
            assertThat(known.posts()).extracting(PostResult::rkey).containsExactly("1");
            assertThat(known.meta().warning()).isEmpty();
            assertThat(asked).isEmpty();

            SearchPage resolved = search.search(TestingSearch.criteria("username", "Carol.skytrove.dev,alice.skytrove.dev"));
            assertThat(resolved.posts()).extracting(PostResult::rkey).containsExactly("2", "1");
            assertThat(resolved.meta().warning().orElse("")).contains("Carol.skytrove.dev is did:plc:carol");

            SearchPage open = search.search(TestingSearch.criteria("username", "dave.skytrove.dev"));
            assertThat(open.posts()).isEmpty();
            assertThat(open.meta().warning().orElse("")).contains("dave.skytrove.dev is unknown here");

            assertThatThrownBy(() -> search.search(TestingSearch.criteria("text", "from:gone.skytrove.dev")))
                    .isInstanceOf(UnknownHandleException.class)
                    .hasMessageContaining("no account has the handle gone.skytrove.dev");
            assertThat(asked).containsExactly("carol.skytrove.dev", "dave.skytrove.dev", "gone.skytrove.dev");
        }
    }
}
