package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network's own client for Node, which holds every answer against the lexicon: {@code -Dskytrove.atproto=DIR} names a
 * directory in which it, a Node of the version that it needs and {@code search.mjs} are, as {@code ./skytrove test} makes one
 * of {@code src/test/atproto}.
 */
@EnabledIfSystemProperty(
        named = "skytrove.atproto",
        matches = ".+",
        disabledReason = "no @atproto/api here; ./skytrove test installs it")
final class TestAtprotoClient {
    private static final String DID = "did:plc:u4lmvw4wwzaql3z5kcf3r7h4";
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    @TempDir
    private Path directory;

    @Test
    void pagesThroughAllPostsByBothLexicons() throws Exception {
        Path storage = directory.resolve("storage");
        Path client = Path.of(System.getProperty("skytrove.atproto"));
        fill(storage);
        try (FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of());
                ChildProcess node = ChildProcess.command(
                                client.resolve("node_modules/.bin/node").toString(),
                                client.resolve("search.mjs").toString(),
                                function.url().toString())
                        .start()) {
            assertThat(node.waitFor(Duration.ofSeconds(60))).as(node.stderr()).isZero();
            JsonNode told = new ObjectMapper().readTree(String.join("\n", node.stdout()));

            assertThat(told.path("total").asInt()).isEqualTo(3);
            assertThat(told.path("posts")).extracting(JsonNode::asText).containsExactly(
                    "alice.example fox 3mptbyoumc223 2026-07-04T12:30:04.000000Z undefined",
                    "alice.example fox 3mptbyoumc222 2026-07-04T12:30:03.000000Z 7",
                    "alice.example fox 3mptbyoumc221 2026-07-04T12:30:02.000000Z undefined");
            assertThat(told.path("newerTotal").asInt()).isEqualTo(3);
            assertThat(told.path("newer"))
                    .extracting(JsonNode::asText)
                    .containsExactly("fox 3mptbyoumc223", "fox 3mptbyoumc222", "fox 3mptbyoumc221");
            assertThat(told.path("filtered")).extracting(JsonNode::asText).containsExactly("fox 3mptbyoumc222");
            assertThat(told.path("newerFiltered")).extracting(JsonNode::asText).containsExactly("fox 3mptbyoumc222");
            assertThat(told.path("error").asText()).isEqualTo("InvalidRequest");
            assertThat(told.path("newerError").asText()).isEqualTo("InvalidRequest");
        }
    }

    private static void fill(Path storage) {
        try (SampleLake lake = SampleLake.in(storage)) {
            for (int i = 1; i <= 3; i++) {
                SamplePost post = SamplePost.of(DID, "3mptbyoumc22" + i, "fox", NOON.plusSeconds(i));
                lake.add(i == 2 ? post.links("https://example.org/page") : post);
            }
            lake.execute("UPDATE posts SET cid = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a', raw_data ="
                    + " '{\"$type\":\"app.bsky.feed.post\",\"createdAt\":\"2026-07-04T12:30:00Z\",\"text\":\"fox ' || rkey || '\"}'");
            lake.execute("UPDATE posts SET hashtags = ['one', 'two'], mention_dids = ['did:plc:bob']"
                    + " WHERE rkey = '3mptbyoumc222'");
            lake.add(SampleAccount.identity(DID, "alice.example", 1, NOON)).flush(1);
            lake.addFeatures(
                    1,
                    NOON,
                    List.of("like_count"),
                    Map.of("at://" + DID + "/app.bsky.feed.post/3mptbyoumc222", Map.of("like_count", 7.0)));
        }
    }
}
