package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.StreamRange;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Metadata;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How a plan is recorded in {@link BufferKeys#METADATA}. */
final class RecordedPlan {
    /** The form in which plans are recorded. */
    static final int VERSION = 1;

    private RecordedPlan() {}

    /** The recorded plan, if there is one. */
    static Optional<BatchPlan> read(Metadata metadata) {
        return metadata.text(BufferKeys.PLAN_VERSION).map(version -> {
            if (!version.equals(Integer.toString(VERSION))) {
                throw new BufferCorruptedException("the plan in " + BufferKeys.METADATA + " is of version '" + version
                        + "', this release knows " + VERSION + ": carry it out with the release that made it");
            }
            return plan(metadata);
        });
    }

    private static BatchPlan plan(Metadata metadata) {
        Map<Queue, StreamRange> ranges = new EnumMap<>(Queue.class);
        for (Queue queue : Queue.values()) {
            metadata.text(BufferKeys.planFirst(queue)).ifPresent(_ -> ranges.put(queue, range(metadata, queue)));
        }
        return new BatchPlan(
                metadata.number(BufferKeys.PLAN_BATCH),
                Instant.ofEpochSecond(metadata.number(BufferKeys.PLAN_PLANNED_AT)),
                metadata.number(BufferKeys.PLAN_COMPLETE) == 1,
                metadata.resumePoint(BufferKeys.PLAN_CURSOR, BufferKeys.PLAN_SOURCE),
                ranges);
    }

    private static StreamRange range(Metadata metadata, Queue queue) {
        try {
            return new StreamRange(
                    StreamId.parse(metadata.required(BufferKeys.planFirst(queue))),
                    StreamId.parse(metadata.required(BufferKeys.planLast(queue))));
        } catch (IllegalArgumentException e) {
            throw new BufferCorruptedException("the plan's range of " + queue.label() + ": " + e.getMessage(), e);
        }
    }
}
