package dev.skytrove.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestEventAppender {
    private static final String HOST = "jetstream.example";

    @TempDir
    Path directory;

    private RedisServer server;

    @BeforeEach
    void start() {
        server = RedisServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void freshRedisHasNoResumePoint() {
        try (EventAppender appender = open()) {
            assertThat(appender.resumePoint()).isEmpty();
        }
    }

    @Test
    void eventsAreStoredAsTheyCameWithCursorAndCounts() {
        try (EventAppender appender = open()) {
            Appended appended = appender.append(
                            List.of(post(1, 2_000), post(2, 1_000), post(1, 2_000), malformed("{")), HOST)
                    .join();

            assertThat(appended).isEqualTo(new Appended(2, 1, 1, 2_000));
        }
        assertThat(queue(Table.POSTS)).containsExactly("{\"event\":1}", "{\"event\":2}");
        assertThat(metadata())
                .containsEntry("cursor", "2000")
                .containsEntry("source", HOST)
                .containsEntry("count.ingested", "2")
                .containsEntry("count.duplicates", "1")
                .containsEntry("count.malformed", "1");
    }

    @Test
    void i2DuplicatesAreRecognisedAcrossARestart() {
        try (EventAppender appender = open()) {
            appender.append(posts(0, 1_000), HOST).join();
            assertThat(appender.append(posts(0, 1_000), HOST).join().duplicates()).isEqualTo(1_000);
        }
        try (EventAppender appender = open()) {
            assertThat(appender.resumePoint()).contains(new ResumePoint(999, HOST));
            assertThat(appender.append(posts(500, 1_500), HOST).join()).isEqualTo(new Appended(500, 500, 0, 1_499));
        }
        assertThat(queue(Table.POSTS)).hasSize(1_500).doesNotHaveDuplicates();
    }

    @Test
    void i2DuplicatesOfABatchInFlightAreRecognised() {
        try (EventAppender appender = open()) {
            List<CompletableFuture<Appended>> stored = new ArrayList<>();
            for (long i = 0; i < 50; i++) {
                stored.add(appender.append(posts(i * 10, i * 10 + 20), HOST));
            }
            assertThat(stored.stream().mapToInt(batch -> batch.join().ingested()).sum()).isEqualTo(510);
        }
        assertThat(queue(Table.POSTS)).hasSize(510).doesNotHaveDuplicates();
    }

    private EventAppender open() {
        return EventAppender.open(server.client(), AppenderConfig.defaults());
    }

    private Map<String, String> metadata() {
        try (var connection = server.client().connect()) {
            return connection.sync().hgetall(BufferKeys.METADATA);
        }
    }

    private List<String> queue(Table table) {
        try (var connection = server.client().connect()) {
            return connection.sync().xrange(BufferKeys.queue(table), io.lettuce.core.Range.unbounded()).stream()
                    .map(entry -> entry.getBody().get("e"))
                    .toList();
        }
    }

    private static List<ReceivedEvent> posts(long from, long to) {
        return LongStream.range(from, to).mapToObj(i -> post(i, i)).toList();
    }

    private static ReceivedEvent post(long number, long timeUs) {
        EventHeader header = new EventHeader(
                Table.POSTS, "commit", "did:plc:a", timeUs, "app.bsky.feed.post", "r" + number, "1", "create", -1, number);
        return new ReceivedEvent.Valid(Bytes.of("{\"event\":" + number + "}"), header);
    }

    private static ReceivedEvent malformed(String raw) {
        return new ReceivedEvent.Malformed(Bytes.of(raw), "not_json", Instant.parse("2026-07-04T12:00:00Z"));
    }
}
