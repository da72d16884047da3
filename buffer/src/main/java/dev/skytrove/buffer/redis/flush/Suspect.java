package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.BatchLimits;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Metadata;
import java.util.Optional;

/**
 * The first part of a queue, in which every plan failed that was carried out as often as allowed. It is planned half by
 * half, until what fails is alone.
 *
 * @param queue which one; queues that are flushed behind it wait
 * @param next the last entry that the next plan may have of it
 * @param alone whether the next plan must have nothing else
 */
record Suspect(Queue queue, StreamId next, boolean alone) {
    /** What is suspected at the moment. */
    static Optional<Suspect> of(Metadata metadata) {
        return metadata.text(BufferKeys.SUSPECT_TABLE).map(label -> new Suspect(
                Queue.ofLabel(label),
                StreamId.parse(metadata.text(BufferKeys.SUSPECT_NEXT)
                        .orElseGet(() -> metadata.required(BufferKeys.SUSPECT_LAST))),
                metadata.text(BufferKeys.SUSPECT_ALONE).isPresent()));
    }

    /** How often the next plan counts as attempted: once more is enough to go on halving, not to put anything aside. */
    int attempts(BatchLimits limits) {
        return alone ? 0 : limits.attempts() - 1;
    }

    /** Whether the next plan has nothing of a queue. */
    boolean leavesOut(Queue other) {
        return alone ? other != queue : other.compareTo(queue) > 0;
    }
}
