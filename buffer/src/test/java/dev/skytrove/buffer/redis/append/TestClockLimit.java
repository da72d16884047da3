package dev.skytrove.buffer.redis.append;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.event;
import static dev.skytrove.buffer.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import io.lettuce.core.Range;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events and cursors that are ahead of the time. */
final class TestClockLimit {
    private static final long NOW = 1_783_175_888_000_000L;
    private static final long YEAR_2099 = 4_070_908_800_000_000L;
    private static final long SECOND = 1_000_000;
    private static final ClockLimit LIMIT = new ClockLimit(
            Clock.fixed(Instant.parse("2026-07-04T14:38:08Z"), ZoneOffset.UTC), Duration.ofSeconds(2));

    @TempDir
    private Path directory;

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
    void i1EventOfTheFutureIsStoredAndMovesNoCursor() {
        try (RedisEventSink appender = open()) {
            Appended appended = appender.append(
                            List.of(
                                    event(Queue.POSTS, NOW - 3_600 * SECOND),
                                    event(Queue.POSTS, YEAR_2099),
                                    event(Queue.POSTS, NOW + 3 * SECOND)),
                            HOST)
                    .join();

            assertThat(appended).isEqualTo(
                    new Appended(3, 0, 0, NOW - 3_600 * SECOND, NOW - 3_600 * SECOND));
            assertThat(appender.lead(HOST)).isZero();
            assertThat(appender.append(List.of(event(Queue.LIKES, YEAR_2099)), HOST).join().cursor())
                    .isEqualTo(NOW - 3_600 * SECOND);
        }
    }

    @Test
    void i1LittleSkewIsBelieved() {
        try (RedisEventSink appender = open()) {
            assertThat(appender.append(List.of(event(Queue.POSTS, NOW + 2 * SECOND)), HOST).join().cursor())
                    .isEqualTo(NOW + 2 * SECOND);
        }
    }

    @Test
    void i1ServerWhoseClockIsAheadMovesTheCursorAsFarAsIsBelievedAndItsLeadIsKept() {
        try (RedisEventSink appender = open()) {
            long ahead = NOW + 300 * SECOND;
            assertThat(appender.append(events(Queue.POSTS, ahead, ahead + 10), HOST).join())
                    .isEqualTo(new Appended(10, 0, 0, NOW + 2 * SECOND, NOW + 2 * SECOND));
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.lead(HOST)).isEqualTo(Duration.ofMinutes(5));
            assertThat(appender.resumePoint()).contains(new ResumePoint(NOW + 2 * SECOND, HOST));
        }
    }

    @Test
    void i1CursorsAheadOfTheTimeAreSetBackToTheLatestBatch() {
        try (RedisEventSink appender = open()) {
            var _ = appender.append(events(Queue.POSTS, 1, 3), HOST).join();
        }
        server.commands().hset(BufferKeys.METADATA, Map.of(
                BufferKeys.CURSOR, "" + YEAR_2099, BufferKeys.sourceCursor(HOST), "" + YEAR_2099));
        long newest = 1_000 * StreamId.parse(server.commands()
                        .xrange(BufferKeys.RECENT, Range.unbounded())
                        .getLast()
                        .getId())
                .milliseconds();
        // Redis goes by the machine's clock, which is far ahead of the fixed one.
        ClockLimit late = new ClockLimit(Clock.systemUTC(), Duration.ofSeconds(2));

        try (RedisEventSink appender = RedisEventSink.open(server.client(), AppenderConfig.defaults(), late)) {
            assertThat(appender.isHealed()).isTrue();
            assertThat(appender.resumePoint()).contains(new ResumePoint(newest, HOST));
            assertThat(appender.sourceCursors()).containsEntry(HOST, newest);
        }
        try (RedisEventSink appender = RedisEventSink.open(server.client(), AppenderConfig.defaults(), late)) {
            assertThat(appender.isHealed()).isFalse();
        }
    }

    @Test
    void negativeSkewIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockLimit(Clock.systemUTC(), Duration.ofSeconds(-1)));
    }

    private RedisEventSink open() {
        return RedisEventSink.open(server.client(), AppenderConfig.defaults(), LIMIT);
    }
}
