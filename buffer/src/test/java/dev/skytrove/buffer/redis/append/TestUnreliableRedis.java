package dev.skytrove.buffer.redis.append;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.events;
import static dev.skytrove.buffer.Events.malformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BufferLostException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.RedisConnections;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.event.FingerprintKey;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is emptied, set up anew or silent while we count on it. */
final class TestUnreliableRedis {
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
    void i1EmptiedRedisIsNoticedAndItsCursorNotBelieved() {
        FingerprintKey key;
        try (RedisEventSink appender = open()) {
            key = appender.fingerprintKey();
            var _ = appender.append(events(Queue.POSTS, 1, 100), HOST).join();
            server.commands().flushall();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> appender.append(events(Queue.POSTS, 100, 110), HOST).join())
                    .withCauseInstanceOf(BufferLostException.class);
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.isEmptied()).isTrue();
            assertThat(appender.resumePoint()).isEmpty();
            assertThat(appender.sourceCursors()).isEmpty();
            assertThat(appender.fingerprintKey()).isEqualTo(key);
            assertThat(appender.append(events(Queue.POSTS, 1, 110), HOST).join())
                    .isEqualTo(new Appended(99, 10, 0, 99, 109));
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.isEmptied()).isFalse();
            assertThat(appender.resumePoint()).contains(new ResumePoint(99, HOST));
        }
    }

    @Test
    void keyOfFingerprintsIsMadeOnce() {
        FingerprintKey first;
        try (RedisEventSink appender = open()) {
            first = appender.fingerprintKey();
            assertThat(first).isNotEqualTo(FingerprintKey.NONE);
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.fingerprintKey()).isEqualTo(first);
        }
        assertThat(server.commands().hget(BufferKeys.METADATA, BufferKeys.FINGERPRINT_KEY)).isEqualTo(first.hex());
    }

    @Test
    void i1RedisOfAnEarlierReleaseKeepsItsCursor() {
        server.commands().hset(BufferKeys.METADATA, BufferKeys.CURSOR, "77");
        server.commands().hset(BufferKeys.METADATA, BufferKeys.SOURCE, HOST);
        try (RedisEventSink appender = open()) {
            assertThat(appender.isEmptied()).isFalse();
            assertThat(appender.resumePoint()).contains(new ResumePoint(77, HOST));
        }
    }

    @Test
    void i1EvictionThatIsTurnedOnEndsTheAppender() {
        try (RedisEventSink appender = open()) {
            assertThat(appender.memory().join().ratio()).isZero();
            server.commands().configSet("maxmemory-policy", "allkeys-lru");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> appender.memory().join())
                    .withCauseInstanceOf(BufferMisconfiguredException.class);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> appender.append(events(Queue.POSTS, 1, 2), HOST).join());
        }
    }

    @Test
    void i6MalformedFrameThatARewindBringsAgainIsKeptOnce() {
        AppenderConfig config = new AppenderConfig(
                1_000, 4, Duration.ofSeconds(10), 100, new DataSize(10), DataSize.ofMebibytes(1));
        try (RedisEventSink appender = RedisEventSink.open(server.client(), config)) {
            assertThat(appender.append(List.of(malformed("{"), malformed("["), malformed("{")), HOST).join())
                    .isEqualTo(new Appended(0, 0, 3, 0, 0));
            appender.leave(HOST);
            assertThat(appender.append(List.of(malformed("["), malformed("(")), HOST).join())
                    .isEqualTo(new Appended(0, 1, 1, 0, 0));
        }
        try (RedisEventSink appender = RedisEventSink.open(server.client(), config)) {
            assertThat(appender.append(List.of(malformed("["), malformed("]")), HOST).join())
                    .isEqualTo(new Appended(0, 1, 1, 0, 0));
        }
    }

    @Test
    void silentRedisHoldsNobodyLongerThanItsTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RedisClient client = RedisClient.create("redis://127.0.0.1:" + silent.getLocalPort())) {
            assertThatExceptionOfType(BufferUnavailableException.class)
                    .isThrownBy(() -> RedisConnections.open(client, Duration.ofMillis(300)))
                    .withMessageContaining("within 300 ms");
        }
    }

    private RedisEventSink open() {
        return RedisEventSink.open(server.client(), AppenderConfig.defaults());
    }
}
