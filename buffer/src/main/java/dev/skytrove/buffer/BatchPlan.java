package dev.skytrove.buffer;

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
 * @param ranges the entries of each queue, in the order in which a flush writes them; queues without entries are absent
 */
public record BatchPlan(
        long batch,
        Instant plannedAt,
        boolean complete,
        Optional<ResumePoint> resumePoint,
        Map<Queue, StreamRange> ranges) {
    public BatchPlan {
        ranges = Collections.unmodifiableMap(new EnumMap<>(ranges));
    }
}
