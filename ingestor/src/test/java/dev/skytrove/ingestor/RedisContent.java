package dev.skytrove.ingestor;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.block.BlockReader;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.Await;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks into a Redis that an ingestor fills; reconnects when Redis was away. */
final class RedisContent implements AutoCloseable {
    private static final int PAGE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RedisClient client;
    private final RedisCommands<String, String> redis;
    private final RedisCommands<String, byte[]> blocks;
    private final BlockReader reader = new BlockReader();

    RedisContent(URI uri) {
        client = RedisClient.create(uri.toString());
        redis = client.connect().sync();
        blocks = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
    }

    /** How often each event is in a queue. */
    Map<String, Integer> events() {
        Map<String, Integer> events = new HashMap<>();
        for (Queue queue : Queue.values()) {
            each(BufferKeys.queue(queue), entry -> count(entry, events));
        }
        return events;
    }

    /** Takes out what is in the queues at this moment, as a flush would. */
    void drainInto(Map<String, Integer> events) {
        for (Queue queue : Queue.values()) {
            String key = BufferKeys.queue(queue);
            String[] last = {""};
            each(key, entry -> {
                count(entry, events);
                last[0] = entry.getId();
            });
            if (!last[0].isEmpty()) {
                redis.xdel(key, last[0]);
                redis.xtrim(key, XTrimArgs.Builder.minId(last[0]));
            }
        }
    }

    private void count(StreamMessage<String, byte[]> entry, Map<String, Integer> events) {
        reader.unpack(entry.getBody().get(BufferKeys.FIELD_BLOCK), entry.getId())
                .forEach(event -> events.merge(new String(event, StandardCharsets.UTF_8), 1, Integer::sum));
    }

    List<StreamMessage<String, String>> malformed() {
        return redis.xrange(BufferKeys.MALFORMED, Range.unbounded());
    }

    /** A field of the metadata as a number, 0 while it or Redis is not there. */
    long number(String field) {
        try {
            String value = redis.hget(BufferKeys.METADATA, field);
            return value == null ? 0 : Long.parseLong(value);
        } catch (RedisException e) {
            return 0;
        }
    }

    void set(String field, String value) {
        redis.hset(BufferKeys.METADATA, field, value);
    }

    /** Empties Redis. */
    void flushAll() {
        redis.flushall();
    }

    void configure(String setting, String value) {
        redis.configSet(setting, value);
    }

    void awaitIngested(long count) {
        Await.until("Redis has " + count + " events", PATIENCE, () -> number(BufferKeys.COUNT_INGESTED) >= count);
    }

    private void each(String queue, Consumer<StreamMessage<String, byte[]>> consumer) {
        Range<String> range = Range.unbounded();
        List<StreamMessage<String, byte[]>> page;
        do {
            page = blocks.xrange(queue, range, Limit.from(PAGE));
            page.forEach(consumer);
            if (!page.isEmpty()) {
                range = Range.from(Range.Boundary.excluding(page.getLast().getId()), Range.Boundary.unbounded());
            }
        } while (page.size() == PAGE);
    }

    /** How often each line is there. */
    static Map<String, Integer> multiset(List<String> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        client.close();
        reader.close();
    }
}
