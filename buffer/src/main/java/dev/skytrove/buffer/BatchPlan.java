package dev.skytrove.buffer;

import dev.skytrove.lake.Table;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one flush writes: the same rows under the same names, however often it is carried out (I3).
 *
 * @param batch the number of the batch, greater than that of any earlier one
 * @param plannedAt when it was planned, in full seconds, later than any earlier plan
 * @param complete whether it covers every entry that was there when it was planned
 * @param resumePoint behind it the bucket holds everything once the plan is carried out; empty if that is unknown
 *     because no complete plan was ever made
 * @param ranges the entries, in the order in which a flush writes the tables; tables without entries are absent
 */
public record BatchPlan(
        long batch,
        Instant plannedAt,
        boolean complete,
        Optional<ResumePoint> resumePoint,
        Map<Table, StreamRange> ranges) {
    /** The form in which plans are recorded. */
    public static final int VERSION = 1;

    public BatchPlan {
        ranges = Collections.unmodifiableMap(new EnumMap<>(ranges));
    }

    /** The recorded plan, if there is one. */
    static Optional<BatchPlan> recorded(Metadata metadata) {
        return metadata.text(BufferKeys.PLAN_VERSION).map(version -> {
            if (!version.equals(Integer.toString(VERSION))) {
                throw new BufferCorruptedException("the plan in " + BufferKeys.METADATA + " is of version '" + version
                        + "', this release knows " + VERSION + ": carry it out with the release that made it");
            }
            return read(metadata);
        });
    }

    private static BatchPlan read(Metadata metadata) {
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
