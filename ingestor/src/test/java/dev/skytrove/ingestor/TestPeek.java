package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Json;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ingestor peek}, as its users run it. */
final class TestPeek {
    private final TestingRedis redis = TestingRedis.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void eventsAreLinesAndTheSummaryIsTheLast() throws MalformedEventException {
        append();
        List<String> lines = succeed("posts", "--count", "2");
        assertThat(lines.subList(0, 2)).containsExactly(post(0), post(1).replace('\n', ' '));
        JsonNode summary = Json.parse(lines.getLast());
        assertThat(summary.get("queue").asText()).isEqualTo("firehose:posts:queue");
        assertThat(summary.get("blocks").asInt()).isEqualTo(1);
        assertThat(summary.get("events").asInt()).isEqualTo(3);
        assertThat(summary.get("shown").asInt()).isEqualTo(2);
        assertThat(Instant.parse(summary.get("oldest").asText())).isBefore(Instant.now());

        assertThat(succeed("posts", "--newest", "--count", "1")).hasSize(2).startsWith(post(2));
        assertThat(succeed("likes"))
                .containsExactly("{\"queue\":\"firehose:likes:queue\",\"blocks\":0,\"events\":0,\"shown\":0,"
                        + "\"oldest\":null,\"newest\":null}");
        assertThat(succeed("malformed").getFirst())
                .isEqualTo("{\"reason\":\"invalid_json\",\"at\":\"2026-07-04T12:00:00Z\",\"length\":\"3\","
                        + "\"entry\":null,\"raw\":\"\\\"\\n}\"}");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertUsage("'TABLE'");
        assertUsage(
                "not 'post': one of deletes, accounts, oversized, likes, reposts, follows, blocks, profiles, others, posts,"
                        + " malformed",
                "post");
        assertUsage("Unknown option: '--all'", "posts", "--all");
        assertUsage("from 1 to 100000", "posts", "--count", "0");
        assertUsage("option '--count' (N)", "posts", "--count");
    }

    private void append() throws MalformedEventException {
        List<ReceivedEvent> batch = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ByteSlice raw = ByteSlice.of(post(i).getBytes(StandardCharsets.UTF_8));
            batch.add(new ReceivedEvent.Valid(raw, EventHeader.parse(raw)));
        }
        batch.add(new ReceivedEvent.Malformed(
                ByteSlice.of("\"\n}".getBytes(StandardCharsets.UTF_8)), "invalid_json", Instant.parse("2026-07-04T12:00:00Z")));
        try (RedisClient client = RedisClient.create(redis.uri().toString());
                RedisEventSink appender = RedisEventSink.open(client, AppenderConfig.defaults())) {
            appender.append(batch, "jetstream.example").join();
        }
    }

    private static String post(int number) {
        return """
                {"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3rev",%s\
                "operation":"create","collection":"app.bsky.feed.post","rkey":"3key%d","record":{}}}"""
                .formatted(number == 1 ? "\n" : "", number);
    }

    private List<String> succeed(String... arguments) {
        try (ChildProcess process = start(arguments)) {
            assertThat(process.waitFor(IngestorProcess.PATIENCE)).as(process.stderr()).isZero();
            return process.stdout();
        }
    }

    private void assertUsage(String complaint, String... arguments) {
        try (ChildProcess process = start(arguments)) {
            assertThat(process.waitFor(IngestorProcess.PATIENCE)).isEqualTo(2);
            assertThat(process.stderr()).contains(complaint);
            assertThat(process.stdout()).isEmpty();
        }
    }

    private ChildProcess start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProjectPaths.java().toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                IngestorMain.class.getName(), "peek"));
        command.addAll(Arrays.asList(arguments));
        return ChildProcess.command(command)
                .name("peek")
                .environment("SKYTROVE_REDIS", redis.uri().toString())
                .start();
    }
}
