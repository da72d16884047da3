package dev.skytrove.buffer.redis.append;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.Events;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRedisCrash {
    private static final int BATCH = 50;

    @TempDir
    Path directory;

    /**
     * Appends as fast as it can while the server is killed, again and again. Whatever was acknowledged is there;
     * cursor, recent keys and queues agree; and going on from the resume point makes each event appear exactly once.
     */
    @ParameterizedTest
    @ValueSource(longs = {300, 2_000, 9_000})
    void i1KillOfRedisInMidStreamLosesNothing(long killAfter) {
        try (RedisServer server = RedisServer.start(directory)) {
            long next = 0;
            for (int round = 0; round < 4; round++) {
                long acknowledged = appendUntilKilled(server, next, next + killAfter);
                server.restart();
                try (RedisEventSink appender = open(server)) {
                    long cursor = appender.resumePoint().orElseThrow().cursor();
                    assertThat(cursor).isGreaterThanOrEqualTo(acknowledged);
                    assertThat(cursor % BATCH).as("whole batches only").isEqualTo(BATCH - 1);
                    assertQueuesHold(server, cursor + 1);

                    long rewound = Math.max(0, cursor - 200);
                    Appended replayed = appender.append(batch(rewound, cursor + BATCH + 1), HOST).join();
                    assertThat(replayed.duplicates()).isEqualTo(cursor + 1 - rewound);
                    assertThat(replayed.ingested()).isEqualTo(BATCH);
                    next = cursor + BATCH + 1;
                }
            }
            assertQueuesHold(server, next);
        }
    }

    /** The highest number acknowledged. */
    private static long appendUntilKilled(RedisServer server, long from, long killAt) {
        AtomicLong acknowledged = new AtomicLong(-1);
        CompletableFuture<Void> killed = new CompletableFuture<>();
        try (RedisEventSink appender = open(server)) {
            for (long i = from; !killed.isDone() || i < killAt + 2_000; i += BATCH) {
                CompletableFuture<Void> stored = appender.append(batch(i, i + BATCH), HOST)
                        .thenAccept(appended -> acknowledged.accumulateAndGet(appended.cursor(), Math::max));
                if (i == from) {
                    // Else the server may die before it has anything.
                    stored.join();
                }
                if (i >= killAt && killed.complete(null)) {
                    server.kill();
                }
            }
        }
        return acknowledged.get();
    }

    private static List<ReceivedEvent> batch(long from, long to) {
        return LongStream.range(from, to).<ReceivedEvent>mapToObj(i -> event(queue(i), i)).toList();
    }

    private static Queue queue(long number) {
        return number % 2 == 0 ? Queue.LIKES : Queue.POSTS;
    }

    private static void assertQueuesHold(RedisServer server, long count) {
        for (Queue queue : List.of(Queue.LIKES, Queue.POSTS)) {
            assertThat(server.queue(queue))
                    .isEqualTo(LongStream.range(0, count)
                            .filter(i -> queue(i) == queue)
                            .mapToObj(i -> Events.text(queue, i))
                            .toList());
        }
        assertThat(server.commands().hget(BufferKeys.METADATA, "count.ingested")).isEqualTo(Long.toString(count));
    }

    private static RedisEventSink open(RedisServer server) {
        return RedisEventSink.open(server.client(), AppenderConfig.defaults());
    }
}
