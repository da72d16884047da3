package dev.skytrove.buffer.redis.append;

import static dev.skytrove.buffer.Events.events;
import static dev.skytrove.buffer.Events.malformed;
import static dev.skytrove.buffer.Events.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts that deliver the same events, one of them behind. */
final class TestSeveralSources {
    @TempDir
    Path directory;

    private RedisServer server;
    private RedisEventSink appender;

    @BeforeEach
    void start() {
        server = RedisServer.start(directory);
        open();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void i1OverallCursorWaitsForTheSlowest() {
        assertThat(append(0, 100, "a").cursor()).isEqualTo(99);
        assertThat(append(0, 50, "b")).isEqualTo(new Appended(0, 50, 0, 99, 49));
        assertThat(append(100, 200, "a")).isEqualTo(new Appended(100, 0, 0, 99, 199));
        assertThat(append(50, 150, "b")).isEqualTo(new Appended(0, 100, 0, 149, 149));
        assertThat(metadata()).containsEntry("cursor", "149").containsEntry("source", "b");
        assertThat(append(150, 300, "b")).isEqualTo(new Appended(100, 50, 0, 199, 299));
        assertThat(metadata())
                .containsEntry("cursor", "199")
                .containsEntry("source", "a")
                .containsEntry("cursor.a", "199")
                .containsEntry("cursor.b", "299");
    }

    @Test
    void i1SourceThatBroughtNoEventYetHoldsTheCursor() {
        append(0, 10, "a");
        appender.append(List.of(malformed("{")), "b").join();
        assertThat(append(10, 20, "a").cursor()).isEqualTo(9);
    }

    @Test
    void cursorGoesOnWithoutASourceThatLeft() {
        append(0, 100, "a");
        append(0, 50, "b");
        appender.leave("b");
        assertThat(append(100, 200, "a").cursor()).isEqualTo(199);
        assertThat(append(150, 160, "b")).isEqualTo(new Appended(0, 10, 0, 199, 159));
    }

    @Test
    void cursorsNeverMoveBack() {
        append(0, 100, "a");
        assertThat(append(20, 30, "a")).isEqualTo(new Appended(0, 10, 0, 99, 99));
        assertThat(metadata()).containsEntry("cursor.a", "99");
    }

    @Test
    void cursorsAndSequencesOutliveTheAppender() {
        assertThat(appender.sourceCursors()).isEmpty();
        appender.append(events(Queue.POSTS, 0, 100), "a:443", OptionalLong.of(7)).join();
        append(0, 50, "b");
        open();
        assertThat(appender.sourceCursors()).isEqualTo(Map.of("a:443", 99L, "b", 49L));
        assertThat(appender.sourceSequences()).isEqualTo(Map.of("a:443", 7L));
        assertThat(append(20, 30, "b").sourceCursor()).isEqualTo(49);
    }

    @Test
    void i5OldSourcesAreForgotten() {
        long day = Duration.ofDays(1).toMillis() * 1_000;
        server.commands().hset(BufferKeys.METADATA, Map.of(
                "cursor", "" + 2 * day, "source", "a", "cursor.a", "" + 2 * day,
                "cursor.old", "" + (day - 1), "seq.old", "5", "cursor.yesterday", "" + day));
        open();
        assertThat(appender.sourceCursors()).containsOnlyKeys("a", "yesterday");
        assertThat(metadata()).doesNotContainKeys("cursor.old", "seq.old");
    }

    @Test
    void i5OnlyTheNewestSourcesAreRemembered() {
        for (int i = 0; i < 2 * SavedCursors.REMEMBERED; i++) {
            append(0, 10 + i, "host" + i);
        }
        open();
        assertThat(appender.sourceCursors()).hasSize(SavedCursors.REMEMBERED).containsKey("host31").doesNotContainKey("host15");
    }

    @Test
    void i2SourcesOnTwoThreadsBringEachEventOnce() {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> deliverAll("b", 70));
        deliverAll("a", 100);
        other.join();

        assertThat(server.queue(Queue.POSTS)).hasSize(10_000).containsExactlyInAnyOrderElementsOf(
                texts(Queue.POSTS, 0, 10_000));
        assertThat(metadata()).containsEntry("cursor", "9999").containsEntry("count.duplicates", "10000");
    }

    private void deliverAll(String source, int step) {
        for (long from = 0; from < 10_000; from += step) {
            append(from, Math.min(10_000, from + step), source);
        }
    }

    private Appended append(long from, long to, String source) {
        return appender.append(events(Queue.POSTS, from, to), source).join();
    }

    private Map<String, String> metadata() {
        return server.commands().hgetall(BufferKeys.METADATA);
    }

    private void open() {
        appender = RedisEventSink.open(server.client(), AppenderConfig.defaults());
    }
}
