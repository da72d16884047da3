package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts that only an appender raises, as they must be in Redis after all that was sent. Where Redis counts
 * otherwise, it lost what was in it: somebody emptied it. Not safe for use by several threads.
 */
final class Totals {
    private final Map<String, Long> counts = new HashMap<>();

    Totals(Metadata metadata) {
        List<String> fields = new ArrayList<>(
                List.of(BufferKeys.COUNT_INGESTED, BufferKeys.COUNT_DUPLICATES, BufferKeys.COUNT_MALFORMED));
        for (Queue queue : Queue.values()) {
            fields.add(BufferKeys.appendedCount(queue));
            fields.add(BufferKeys.appendedSize(queue));
        }
        fields.forEach(field -> counts.put(field, metadata.count(field)));
    }

    /** Raises a count; tells what it is then. */
    long raise(String field, long amount) {
        return counts.merge(field, amount, Long::sum);
    }
}
