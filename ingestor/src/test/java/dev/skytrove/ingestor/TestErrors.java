package dev.skytrove.ingestor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.ingestor.jetstream.FrameServer;
import dev.skytrove.testing.TestingRedis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An error in a thread of the ingestor ends its process, which would else stay and read nothing. */
final class TestErrors {
    private final TestingRedis redis = TestingRedis.start();
    private final RedisContent content = new RedisContent(redis.uri());

    @AfterEach
    void stop() {
        content.close();
        redis.close();
    }

    @Test
    void i1ErrorWhereASourceIsReadEndsTheProcess() {
        try (IngestorProcess ingestor = IngestorProcess.start(
                FailingIngestor.class, IngestorProcess.settings(redis.uri(), "ws://127.0.0.1:1"))) {
            assertThat(ingestor.process().waitFor(IngestorProcess.PATIENCE)).isEqualTo(1);
            assertThat(ingestor.process().stderr()).containsOnlyOnce(" ERROR ");
            ingestor.awaitLog("ingestor ends: an error in the thread source-1", 1);
        }
    }

    @Test
    void i1MissingMemoryWhereSocketsAreReadEndsTheProcess() throws IOException {
        try (FrameServer server = new FrameServer();
                IngestorProcess ingestor = IngestorProcess.start(
                        IngestorProcess.settings(
                                redis.uri(),
                                server.url().toString(),
                                "SKYTROVE_INGESTOR_DUPLICATE_WINDOW", "1000",
                                "SKYTROVE_INGESTOR_MAX_MESSAGE_SIZE", "64MiB"),
                        "-Xmx48m")) {
            server.send(text(like()));
            content.awaitIngested(1);
            // The head of a message that is allowed, and larger than the heap.
            server.send(ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 127).putLong(64 << 20).array());

            assertThat(ingestor.process().waitFor(IngestorProcess.PATIENCE)).isEqualTo(1);
            assertThat(ingestor.process().stderr()).containsOnlyOnce(" ERROR ");
            ingestor.awaitLog("ingestor ends: java.lang.OutOfMemoryError: Java heap space in the thread jetstream", 1);
            assertThat(content.number(BufferKeys.COUNT_INGESTED)).isEqualTo(1);
        }
    }

    private static String like() {
        return """
                {"did":"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa","time_us":%d,"kind":"commit","commit":{"rev":"3lbbbbbbbbb2b",\
                "operation":"create","collection":"app.bsky.feed.like","rkey":"3lbbbbbbbbb2b","record":{"$type":\
                "app.bsky.feed.like","createdAt":"2026-01-01T00:00:00.000Z","subject":{"cid":"bafy","uri":\
                "at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3lbbbbbbbbb2a"}},"cid":"bafy"}}"""
                .formatted(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    /** A frame of 126 to 65,535 bytes. */
    private static byte[] text(String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .put((byte) 0x81)
                .put((byte) 126)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }
}
