package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.StreamRange;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Metadata;
import dev.skytrove.lake.Table;
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
        Map<Table, StreamRange> ranges = new EnumMap<>(Table.class);
        for (Table table : Table.ofEvents()) {
            metadata.text(BufferKeys.planFirst(table)).ifPresent(_ -> ranges.put(table, range(metadata, table)));
        }
        return new BatchPlan(
                metadata.number(BufferKeys.PLAN_BATCH),
                Instant.ofEpochSecond(metadata.number(BufferKeys.PLAN_PLANNED_AT)),
                metadata.number(BufferKeys.PLAN_COMPLETE) == 1,
                metadata.resumePoint(BufferKeys.PLAN_CURSOR, BufferKeys.PLAN_SOURCE),
                ranges);
    }

    private static StreamRange range(Metadata metadata, Table table) {
        try {
            return new StreamRange(
                    StreamId.parse(metadata.required(BufferKeys.planFirst(table))),
                    StreamId.parse(metadata.required(BufferKeys.planLast(table))));
        } catch (IllegalArgumentException e) {
            throw new BufferCorruptedException("the plan's range of " + table.label() + ": " + e.getMessage(), e);
        }
    }
}
