package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.Metadata;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mends cursors that are ahead of the time, as releases before this rule left them, or a clock that was wrong. */
final class CursorHealing {
    private static final Logger LOG = LoggerFactory.getLogger(CursorHealing.class);

    private CursorHealing() {}

    /**
     * Sets back what is ahead, to when the latest batch was appended.
     *
     * @param newest the ID of the latest batch; the smallest of all if there is none
     * @return whether anything was
     */
    static boolean heal(BlockingCommands redis, ClockLimit limit, StreamId newest) {
        Metadata metadata = Metadata.read(redis);
        long appended = newest.milliseconds() * 1_000;
        long now = limit.nowUs();
        String healed = Long.toString(appended > 0 && appended < now ? appended : now);
        Map<String, String> fields = new HashMap<>();
        SavedCursors.resumePoint(metadata)
                .filter(point -> point.cursor() > limit.latestUs())
                .ifPresent(_ -> fields.put(BufferKeys.CURSOR, healed));
        metadata.numbers(BufferKeys.SOURCE_CURSOR).forEach((source, cursor) -> {
            if (cursor > limit.latestUs()) {
                fields.put(BufferKeys.sourceCursor(source), healed);
            }
        });
        if (!fields.isEmpty()) {
            LOG.warn("{} cursors in Redis were ahead of the clock and are set to {}", fields.size(), healed);
            var _ = redis.ask(commands -> commands.hset(Bytes.of(BufferKeys.METADATA), Bytes.of(fields)));
        }
        return !fields.isEmpty();
    }
}
