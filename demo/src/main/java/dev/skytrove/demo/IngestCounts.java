package dev.skytrove.demo;

import dev.skytrove.buffer.redis.client.BufferKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.util.Map;

/**
 * What the ingestor has taken, as Redis counts it.
 *
 * @param ingested events appended
 * @param duplicates events dropped because they had been appended before
 * @param malformed frames kept aside
 */
record IngestCounts(long ingested, long duplicates, long malformed) {
    /** Frames dealt with, whatever became of them. */
    long processed() {
        return ingested + duplicates + malformed;
    }

    /** Reads the counts again and again over one connection. */
    static final class Reader implements AutoCloseable {
        private final RedisClient client;
        private final StatefulRedisConnection<String, String> connection;

        Reader(URI redis) {
            client = RedisClient.create(redis.toString());
            connection = client.connect();
        }

        IngestCounts read() {
            Map<String, String> metadata = connection.sync().hgetall(BufferKeys.METADATA);
            return new IngestCounts(
                    count(metadata, BufferKeys.COUNT_INGESTED),
                    count(metadata, BufferKeys.COUNT_DUPLICATES),
                    count(metadata, BufferKeys.COUNT_MALFORMED));
        }

        private static long count(Map<String, String> metadata, String field) {
            return Long.parseLong(metadata.getOrDefault(field, "0"));
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown();
        }
    }
}
