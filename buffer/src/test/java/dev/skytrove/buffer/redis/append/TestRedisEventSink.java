package dev.skytrove.buffer.redis.append;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.events;
import static dev.skytrove.buffer.Events.malformed;
import static dev.skytrove.buffer.Events.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferFullException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueSize;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.lake.DataSize;
import io.lettuce.core.Range;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestRedisEventSink {
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
        try (RedisEventSink appender = open()) {
            assertThat(appender.resumePoint()).isEmpty();
            assertThat(appender.append(List.of(), HOST).join()).isEqualTo(new Appended(0, 0, 0, 0, 0));
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.resumePoint()).isEmpty();
        }
    }

    @Test
    void i2EventsOfTheLakeAreRecognisedFromNowOn() {
        long[] inTheLake = events(Queue.POSTS, 1, 4).stream()
                .mapToLong(event -> ((ReceivedEvent.Valid) event).header().fingerprint())
                .toArray();
        try (RedisEventSink appender = open()) {
            appender.recognise(inTheLake).join();
            appender.recognise(inTheLake).join();
            assertThat(appender.append(events(Queue.POSTS, 3, 6), HOST).join()).isEqualTo(new Appended(2, 1, 0, 5, 5));
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.append(events(Queue.POSTS, 1, 7), HOST).join()).isEqualTo(new Appended(1, 5, 0, 6, 6));
        }
        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 4, 7));
        assertThat(server.commands().xlen(BufferKeys.RECENT)).isEqualTo(3);
    }

    @Test
    void eventsAreStoredAsTheyCameWithCursorAndCounts() {
        List<ReceivedEvent> batch = Stream.of(
                        events(Queue.POSTS, 1, 3),
                        events(Queue.LIKES, 5, 6),
                        events(Queue.POSTS, 2, 4),
                        List.of(malformed("{")))
                .flatMap(List::stream)
                .toList();
        try (RedisEventSink appender = open()) {
            assertThat(appender.append(batch, HOST).join()).isEqualTo(new Appended(4, 1, 1, 5, 5));
            assertThat(appender.append(events(Queue.DELETES, 4, 5), HOST).join())
                    .isEqualTo(new Appended(1, 0, 0, 5, 5));
        }
        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 1, 4));
        assertThat(server.queue(Queue.LIKES)).isEqualTo(texts(Queue.LIKES, 5, 6));
        assertThat(server.queue(Queue.DELETES)).isEqualTo(texts(Queue.DELETES, 4, 5));
        assertThat(server.commands().hgetall(BufferKeys.METADATA))
                .containsEntry("cursor", "5")
                .containsEntry("source", HOST)
                .containsEntry("count.ingested", "5")
                .containsEntry("count.duplicates", "1")
                .containsEntry("count.malformed", "1");
    }

    @Test
    void i2DuplicatesAreRecognisedAcrossARestart() {
        try (RedisEventSink appender = open()) {
            appender.append(events(Queue.POSTS, 0, 1_000), HOST).join();
            assertThat(appender.append(events(Queue.POSTS, 0, 1_000), HOST).join().duplicates()).isEqualTo(1_000);
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.resumePoint()).contains(new ResumePoint(999, HOST));
            assertThat(appender.append(events(Queue.POSTS, 500, 1_500), HOST).join())
                    .isEqualTo(new Appended(500, 500, 0, 1_499, 1_499));
        }
        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 1_500));
    }

    @Test
    void i2DuplicatesOfABatchInFlightAreRecognised() {
        try (RedisEventSink appender = open()) {
            List<CompletableFuture<Appended>> stored = new ArrayList<>();
            for (long i = 0; i < 50; i++) {
                stored.add(appender.append(events(Queue.POSTS, i * 10, i * 10 + 20), HOST));
            }
            assertThat(stored.stream().mapToInt(batch -> batch.join().ingested()).sum()).isEqualTo(510);
        }
        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 510));
    }

    /** What an ingestor sent before it died may be carried out late; by then it must not be. */
    @Test
    void i2SuccessorDisconnectsWhoeverAppendedBefore() throws Exception {
        RedisEventSink old = open();
        old.append(events(Queue.POSTS, 0, 10), HOST).join();
        signal("STOP");
        List<CompletableFuture<Appended>> late = new ArrayList<>();
        for (long i = 0; i < 8; i++) {
            late.add(old.append(events(Queue.POSTS, 10 + i * 1_000, 10 + (i + 1) * 1_000), HOST));
        }
        CompletableFuture<RedisEventSink> opening = CompletableFuture.supplyAsync(this::open);
        signal("CONT");
        try (RedisEventSink successor = opening.join()) {
            successor.append(events(Queue.POSTS, 0, 8_010), HOST).join();
        }

        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 8_010));
        assertFails(old.append(List.of(), HOST), BufferUnavailableException.class);
        assertThat(CompletableFuture.allOf(late.toArray(CompletableFuture[]::new)).handle((_, _) -> true))
                .succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void i2StoredWindowIsTrimmedButNeverShorterThanConfigured() {
        AppenderConfig config = new AppenderConfig(
                10_000, 4, Duration.ofSeconds(10), 10, new DataSize(10), DataSize.ofMebibytes(1));
        try (RedisEventSink appender = RedisEventSink.open(server.client(), config)) {
            for (long i = 0; i < 500; i++) {
                appender.append(events(Queue.POSTS, i * 100, i * 100 + 100), HOST).join();
            }
        }
        long kept = 100L * server.commands().xlen(BufferKeys.RECENT);
        assertThat(kept).isBetween(10_000L, 30_000L);
        try (RedisEventSink appender = RedisEventSink.open(server.client(), config)) {
            assertThat(appender.append(events(Queue.POSTS, 40_000, 50_000), HOST).join())
                    .isEqualTo(new Appended(0, 10_000, 0, 49_999, 49_999));
        }
    }

    @Test
    void i5MalformedFramesAreCappedInNumberAndSize() {
        AppenderConfig config = new AppenderConfig(
                100, 4, Duration.ofSeconds(10), 100, new DataSize(10), DataSize.ofMebibytes(1));
        try (RedisEventSink appender = RedisEventSink.open(server.client(), config)) {
            for (int i = 0; i < 1_000; i++) {
                appender.append(List.of(malformed("x".repeat(1_000))), HOST).join();
            }
        }
        var kept = server.commands().xrange(BufferKeys.MALFORMED, Range.unbounded());
        assertThat(kept).hasSize(100);
        assertThat(kept.getLast().getBody())
                .containsEntry("reason", "invalid_json")
                .containsEntry("at", "2026-07-04T12:00:00Z")
                .containsEntry("length", "1000")
                .containsEntry("raw", "x".repeat(10));
    }

    @Test
    void i1FullRedisStoresNothingOfTheBatchAndSaysSo() {
        RedisCommands<String, String> redis = server.commands();
        try (RedisEventSink appender = open()) {
            appender.append(events(Queue.POSTS, 0, 10), HOST).join();
            assertThat(appender.memory().join().ratio()).isZero();
            redis.configSet("maxmemory", "1mb");
            assertThat(appender.memory().join().limit()).isEqualTo(DataSize.ofMebibytes(1));

            assertFails(appender.append(events(Queue.POSTS, 10, 20), HOST), BufferFullException.class);
            redis.configSet("maxmemory", "0");
            assertFails(appender.append(events(Queue.POSTS, 20, 30), HOST), BufferFullException.class);
        }
        try (RedisEventSink appender = open()) {
            assertThat(appender.resumePoint()).contains(new ResumePoint(9, HOST));
            assertThat(appender.append(events(Queue.POSTS, 0, 30), HOST).join())
                    .isEqualTo(new Appended(20, 10, 0, 29, 29));
        }
        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 30));
    }

    @Test
    void queuesTellWhatWaits() {
        try (RedisEventSink appender = open()) {
            appender.append(events(Queue.POSTS, 0, 30), HOST).join();
            appender.append(events(Queue.POSTS, 20, 40), HOST).join();
            server.commands().hset(BufferKeys.METADATA, BufferKeys.flushedEvents(Queue.POSTS), "10");
            assertThat(appender.queues().join())
                    .hasSize(10)
                    .containsEntry(Queue.POSTS, new QueueSize(2, 30))
                    .containsEntry(Queue.LIKES, new QueueSize(0, 0));
        }
    }

    @Test
    void foreignValueUnderAKeyIsCorruption() {
        server.commands().set(BufferKeys.queue(Queue.POSTS), "something else");
        try (RedisEventSink appender = open()) {
            assertFails(appender.append(events(Queue.POSTS, 0, 1), HOST), BufferCorruptedException.class);
        }
        server.commands().hset(BufferKeys.METADATA, "cursor", "yesterday");
        assertThatExceptionOfType(BufferCorruptedException.class)
                .isThrownBy(this::open)
                .withMessageContaining("yesterday");
    }

    @Test
    void serverThatEvictsIsRefused() {
        server.commands().configSet("maxmemory-policy", "allkeys-lru");
        assertThatExceptionOfType(BufferMisconfiguredException.class)
                .isThrownBy(this::open)
                .withMessageContaining("noeviction");
    }

    @Test
    void replicaIsRefused() {
        server.commands().replicaof("127.0.0.1", 1);
        assertThatExceptionOfType(BufferMisconfiguredException.class)
                .isThrownBy(this::open)
                .withMessageContaining("master");
    }

    @Test
    void serverThatIsNotThereIsUnavailable() {
        server.kill();
        assertThatExceptionOfType(BufferUnavailableException.class).isThrownBy(this::open);
    }

    @Test
    void serverThatStandsStillIsUnavailableAfterTheTimeout() throws Exception {
        AppenderConfig config = new AppenderConfig(
                100, 2, Duration.ofMillis(300), 100, new DataSize(10), DataSize.ofMebibytes(1));
        try (RedisEventSink appender = RedisEventSink.open(server.client(), config)) {
            signal("STOP");
            List<CompletableFuture<Appended>> batches = new ArrayList<>();
            for (long i = 0; i < 5; i++) {
                batches.add(appender.append(events(Queue.POSTS, i, i + 1), HOST));
            }
            batches.forEach(batch -> assertFails(batch, BufferUnavailableException.class));
        } finally {
            signal("CONT");
        }
    }

    private RedisEventSink open() {
        return RedisEventSink.open(server.client(), AppenderConfig.defaults());
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + server.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void assertFails(CompletableFuture<?> future, Class<? extends BufferException> kind) {
        assertThat(future).failsWithin(Duration.ofSeconds(10)).withThrowableThat().withCauseInstanceOf(kind);
    }
}
