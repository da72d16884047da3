package dev.skytrove.buffer.redis;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.events;
import static dev.skytrove.buffer.Events.malformed;
import static dev.skytrove.buffer.Events.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.MalformedFrame;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueOverview;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRedisQueuePeek {
    @TempDir
    Path directory;

    private RedisServer server;
    private RedisQueuePeek peek;

    @BeforeEach
    void start() {
        server = RedisServer.start(directory);
        peek = RedisQueuePeek.open(server.client(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        peek.close();
        server.close();
    }

    @Test
    void emptyQueueHasNothingToShow() {
        assertThat(peek.overview(Queue.POSTS).toString())
                .isEqualTo("QueueOverview[key=firehose:posts:queue, entries=0, events=0, oldest=Optional.empty, "
                        + "newest=Optional.empty]");
        assertThat(shown(5, false)).isEmpty();
        assertThat(shown(5, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 25, 49, 50, 51, 1_000})
    void oldestAndNewestComeInTheirOrder(int count) {
        fill();
        assertThat(shown(count, false)).isEqualTo(texts(Queue.POSTS, 0, Math.min(50, count)));
        assertThat(shown(count, true)).isEqualTo(texts(Queue.POSTS, Math.max(0, 50 - count), 50));
    }

    @Test
    void overviewTellsOfTheWholeQueue() {
        fill();
        QueueOverview overview = peek.overview(Queue.POSTS);
        assertThat(overview.entries()).isEqualTo(5);
        assertThat(overview.events()).isEqualTo(50);
        assertThat(overview.oldest().orElseThrow()).isLessThan(overview.newest().orElseThrow());
    }

    @Test
    void whatWasPutAsideIsShownAsText() {
        try (RedisEventSink appender = RedisEventSink.open(server.client(), AppenderConfig.defaults())) {
            appender.append(List.of(malformed("{"), malformed("}")), HOST).join();
        }
        List<MalformedFrame> shown = new ArrayList<>();
        assertThat(peek.malformed(1, true, shown::add)).isEqualTo(1);
        assertThat(shown.getFirst().raw()).contains("}");
        assertThat(shown.getFirst().reason()).contains("invalid_json");
        assertThat(peek.malformed(5, false, shown::add)).isEqualTo(2);
        assertThat(peek.malformed().events()).isEqualTo(2);
    }

    @Test
    void damagedBlockIsNamed() {
        server.commands().xadd(BufferKeys.queue(Queue.POSTS), Map.of(BufferKeys.FIELD_BLOCK, "?"));
        assertThatExceptionOfType(BufferCorruptedException.class).isThrownBy(() -> shown(1, true));
        assertThatExceptionOfType(BufferCorruptedException.class).isThrownBy(() -> shown(1, false));
    }

    private void fill() {
        try (RedisEventSink appender = RedisEventSink.open(server.client(), AppenderConfig.defaults())) {
            for (long i = 0; i < 50; i += 10) {
                appender.append(events(Queue.POSTS, i, i + 10), HOST).join();
            }
        }
    }

    private List<String> shown(int count, boolean newest) {
        List<String> texts = new ArrayList<>();
        int shown = newest
                ? peek.newest(Queue.POSTS, count, event -> texts.add(Bytes.text(event)))
                : peek.oldest(Queue.POSTS, count, event -> texts.add(Bytes.text(event)));
        assertThat(shown).isEqualTo(texts.size());
        return texts;
    }
}
