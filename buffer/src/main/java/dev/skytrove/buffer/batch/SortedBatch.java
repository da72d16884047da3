package dev.skytrove.buffer.batch;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.recent.MalformedKeys;
import dev.skytrove.buffer.recent.RecentKeys;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.FingerprintKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A batch without its duplicates.
 *
 * @param fresh the events that are stored
 * @param malformed the frames that are put aside
 * @param malformedKeys their fingerprints, in the same order
 * @param duplicates how many events and frames are dropped
 * @param delivered how far all events reach
 * @param reached how far the new events reach
 * @param counts all of it by hour and table
 */
public record SortedBatch(
        List<ReceivedEvent.Valid> fresh,
        List<ReceivedEvent.Malformed> malformed,
        List<Long> malformedKeys,
        int duplicates,
        Reach delivered,
        Reach reached,
        HourCounts counts) {
    /** Sorts a batch; its events are recognised from now on. */
    public static SortedBatch of(
            List<ReceivedEvent> batch,
            RecentKeys recent,
            MalformedKeys malformedKeys,
            FingerprintKey key,
            ClockLimit limit) {
        SortedBatch sorted = new SortedBatch(
                new ArrayList<>(batch.size()), new ArrayList<>(), new ArrayList<>(), 0, Reach.now(limit), Reach.now(limit),
                new HourCounts(limit.clock().instant()));
        for (ReceivedEvent event : batch) {
            switch (event) {
                case ReceivedEvent.Malformed frame -> sorted.add(frame, key.ofMalformed(frame.raw()), malformedKeys);
                case ReceivedEvent.Valid valid -> sorted.add(valid, recent);
            }
        }
        return sorted.withDuplicates(batch.size() - sorted.fresh.size() - sorted.malformed.size());
    }

    private void add(ReceivedEvent.Malformed frame, long key, MalformedKeys known) {
        counts.malformed(frame.receivedAt());
        if (known.add(key)) {
            malformed.add(frame);
            malformedKeys.add(key);
        }
    }

    private void add(ReceivedEvent.Valid event, RecentKeys recent) {
        delivered.add(event.header().timeUs());
        boolean isNew = recent.add(event.header().fingerprint());
        counts.add(event.header().table(), event.header().timeUs(), isNew);
        if (isNew) {
            fresh.add(event);
            reached.add(event.header().timeUs());
        }
    }

    private SortedBatch withDuplicates(int count) {
        return new SortedBatch(fresh, malformed, malformedKeys, count, delivered, reached, counts);
    }

    /** The new events as they came, in their order, by queue; an oversized event of an account is in two. */
    public Map<Queue, List<ByteSlice>> byQueue() {
        Map<Queue, List<ByteSlice>> queues = new EnumMap<>(Queue.class);
        fresh.forEach(event -> {
            Queue queue = Queue.of(event.header().table());
            add(queues, queue, event.raw());
            if (queue == Queue.ACCOUNTS && EventHeader.isOversized(queue.table(), event.raw().length())) {
                // What it decides must be decided, and all of it kept.
                add(queues, Queue.OVERSIZED, event.raw());
            }
        });
        return queues;
    }

    private static void add(Map<Queue, List<ByteSlice>> queues, Queue queue, ByteSlice event) {
        queues.computeIfAbsent(queue, _ -> new ArrayList<>()).add(event);
    }

    /** Those of all that is new. */
    public long[] fingerprints() {
        return LongStream.concat(
                        fresh.stream().mapToLong(event -> event.header().fingerprint()),
                        malformedKeys.stream().mapToLong(Long::longValue))
                .toArray();
    }

    /** What is told of it once it is stored. */
    public Appended summary(long cursorAfter, long sourceCursorAfter) {
        return new Appended(fresh.size(), duplicates, malformed.size(), cursorAfter, sourceCursorAfter);
    }
}
