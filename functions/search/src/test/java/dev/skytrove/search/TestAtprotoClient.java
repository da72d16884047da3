package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network's own client for Node, which holds every answer against the lexicon: {@code -Dskytrove.atproto=DIR} names a
 * directory in which it is installed, as {@code ./skytrove test} does by {@code src/test/atproto}.
 */
@EnabledIfSystemProperty(named = "skytrove.atproto", matches = ".+")
final class TestAtprotoClient {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final String SCRIPT = """
            import { AtpAgent } from '@atproto/api'
            const agent = new AtpAgent({ service: process.argv[2] })
            const posts = []
            let cursor, total
            do {
              const { data } = await agent.app.bsky.feed.searchPosts({ q: 'fox', limit: 2, since: '2026-07-04T00:00:00Z', cursor })
              total ??= data.hitsTotal
              posts.push(...data.posts.map(post => `${post.author.handle} ${post.record.text} ${post.indexedAt}`))
              cursor = data.cursor
            } while (cursor)
            const error = await agent.app.bsky.feed.searchPosts({ q: '"fox' }).then(() => null, failed => failed.error)
            console.log(JSON.stringify({ total, posts, error }))
            """;

    @TempDir
    private Path directory;

    @Test
    void pagesThroughAllPosts() throws Exception {
        Path storage = directory.resolve("storage");
        try (SampleLake lake = SampleLake.in(storage);
                FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of())) {
            for (int i = 1; i <= 3; i++) {
                lake.add(SamplePost.of("did:plc:u4lmvw4wwzaql3z5kcf3r7h4", "3mptbyoumc22" + i, "fox", NOON.plusSeconds(i)));
            }
            lake.execute("UPDATE posts SET cid = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a', raw_data ="
                    + " '{\"$type\":\"app.bsky.feed.post\",\"createdAt\":\"2026-07-04T12:30:00Z\",\"text\":\"fox ' || rkey || '\"}'");
            lake.add(SampleAccount.identity("did:plc:u4lmvw4wwzaql3z5kcf3r7h4", "alice.example", 1, NOON)).flush(1);
            Path script = Path.of(System.getProperty("skytrove.atproto")).resolve("search.mjs");
            Files.writeString(script, SCRIPT);

            try (ChildProcess node = ChildProcess.command("node", script.toString(), function.url().toString()).start()) {
                assertThat(node.waitFor(Duration.ofSeconds(60))).as(node.stderr()).isZero();
                JsonNode told = new ObjectMapper().readTree(String.join("\n", node.stdout()));
                assertThat(told.path("total").asInt()).isEqualTo(3);
                assertThat(told.path("error").asText()).isEqualTo("InvalidRequest");
                assertThat(told.path("posts")).extracting(JsonNode::asText).containsExactly(
                        "alice.example fox 3mptbyoumc223 2026-07-04T12:30:04.000000Z",
                        "alice.example fox 3mptbyoumc222 2026-07-04T12:30:03.000000Z",
                        "alice.example fox 3mptbyoumc221 2026-07-04T12:30:02.000000Z");
            }
        }
    }
}
