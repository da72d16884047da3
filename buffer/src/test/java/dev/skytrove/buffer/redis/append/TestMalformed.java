package dev.skytrove.buffer.redis.append;

import static dev.skytrove.buffer.Events.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.redis.RedisQueuePeek;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.lake.DataSize;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put aside: whole, and within a number of bytes. */
final class TestMalformed {
    private static final String HOST = "jetstream.example";
    private static final DataSize SPACE = DataSize.ofMebibytes(1);

    private final Random random = new Random(1);

    @TempDir
    private Path directory;

    private RedisServer server;
    private RedisCommands<String, String> redis;
    private RedisEventSink appender;

    @BeforeEach
    void open() {
        server = RedisServer.start(directory);
        redis = server.commands();
        appender = RedisEventSink.open(
                server.client(), new AppenderConfig(100, 4, Duration.ofSeconds(10), 1_000, new DataSize(16), SPACE));
    }

    @AfterEach
    void close() {
        appender.close();
        server.close();
    }

    @Test
    void i1AllBytesAreKept() {
        List<String> frames = List.of("", "short", "x".repeat(16), "x".repeat(17), "[".repeat(8 << 20), noise(500_000));
        frames.forEach(this::append);

        assertThat(shown()).isEqualTo(frames);
        assertThat(entries()).allSatisfy(entry -> {
            String length = entry.get(BufferKeys.FIELD_LENGTH);
            assertThat(entry.get(BufferKeys.FIELD_RAW)).hasSizeLessThanOrEqualTo(16);
            assertThat(entry.containsKey(BufferKeys.FIELD_WHOLE)).isEqualTo(Integer.parseInt(length) > 16);
        });
    }

    /** Noise packs to three quarters: of 100 KB frames, 13 fit. */
    @Test
    void i5BytesAreCapped() {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            frames.add(noise(100_000));
            append(frames.getLast());
            assertThat(counted()).isLessThanOrEqualTo(SPACE.bytes());
        }

        assertThat(shown()).hasSizeBetween(12, 15).isEqualTo(frames.subList(40 - shown().size(), 40));
        assertThat(redis.memoryUsage(BufferKeys.MALFORMED)).isLessThan(SPACE.bytes() * 5 / 4);
    }

    @Test
    void i1NewestIsKeptHoweverLargeItIs() {
        append("small");
        append(noise(3 << 20));
        assertThat(shown()).singleElement().asString().hasSize(3 << 20);
        append("next");
        assertThat(shown()).containsExactly("next");
        append("last");
        assertThat(shown()).containsExactly("next", "last");
    }

    @Test
    void i5WhatAnEarlierReleaseLeftIsCounted() {
        for (int i = 0; i < 250; i++) {
            redis.xadd(BufferKeys.MALFORMED, Map.of(BufferKeys.FIELD_RAW, noise(10_000)));
        }
        append("new");

        assertThat(redis.xlen(BufferKeys.MALFORMED)).isBetween(100L, 104L);
        assertThat(shown()).last().isEqualTo("new");
    }

    @Test
    void i5OperatorMayEmptyIt() {
        append(noise(500_000));
        redis.del(BufferKeys.MALFORMED);
        append("a");
        assertThat(counted()).isLessThan(1_000);
        append(noise(900_000));
        redis.xtrim(BufferKeys.MALFORMED, 0);
        append("b");
        assertThat(counted()).isLessThan(1_000);
        assertThat(shown()).containsExactly("b");
    }

    private void append(String raw) {
        appender.append(List.of(malformed(raw)), HOST).join();
    }

    private long counted() {
        return Long.parseLong(redis.hget(BufferKeys.METADATA, BufferKeys.MALFORMED_BYTES));
    }

    private List<Map<String, String>> entries() {
        return redis.xrange(BufferKeys.MALFORMED, Range.unbounded()).stream()
                .map(StreamMessage::getBody)
                .toList();
    }

    private List<String> shown() {
        List<String> shown = new ArrayList<>();
        try (RedisQueuePeek peek = RedisQueuePeek.open(server.client(), Duration.ofSeconds(10))) {
            peek.malformed(1_000, false, frame -> shown.add(frame.raw().orElseThrow()));
        }
        return shown;
    }

    /** Text that hardly packs. */
    private String noise(int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, '0', '0' + 64).forEach(c -> text.append((char) c));
        return text.toString();
    }
}
