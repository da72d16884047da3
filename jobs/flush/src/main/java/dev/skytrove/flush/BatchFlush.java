package dev.skytrove.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BatchSource;
import dev.skytrove.buffer.BufferEntry;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.parquet.HourFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the files of one batch and brings them into the bucket: the same ones, however often it is done (I3). */
final class BatchFlush {
    private static final Logger LOG = LoggerFactory.getLogger(BatchFlush.class);

    private final BatchPlan plan;
    private final Set<Integer> left;
    private final BatchSource batches;
    private final BatchUpload bucket;
    private final Path directory;
    private final EventRows rows = new EventRows();
    private final LatestFeed feed;
    private final RejectedEntries rejected = new RejectedEntries();
    private boolean onDisk;

    /** @param left places in the plan's only entry whose events are put aside; empty if there are none */
    BatchFlush(
            BatchPlan plan, Set<Integer> left, BatchSource batches, BatchUpload bucket, Path directory, LatestFeed feed) {
        this.plan = plan;
        this.left = left;
        this.batches = batches;
        this.bucket = bucket;
        this.directory = directory;
        this.feed = feed;
    }

    /**
     * Puts the files of all queues, those that hide posts first; none before the buffer has the plan on disk.
     *
     * @return the events of which no row could be made
     */
    RejectedEntries putAll() throws IOException {
        for (Queue queue : plan.ranges().keySet()) {
            batches.reached(plan, queue);
            Set<HourKey> done = new HashSet<>();
            while (!pass(queue, done)) {
                LOG.info("batch {} spans more hours of {} than are written at once", plan.batch(), queue.label());
            }
        }
        return rejected;
    }

    /** Adds the hours that are in the bucket now; returns whether those are all. */
    private boolean pass(Queue queue, Set<HourKey> done) throws IOException {
        try (HourFiles files = new HourFiles(queue.table(), name(queue), directory, done)) {
            read(queue, files, done.isEmpty());
            awaitPlanOnDisk();
            for (Map.Entry<HourKey, Long> hour : files.finish().entrySet()) {
                Path file = files.file(hour.getKey());
                bucket.put(files.name(hour.getKey()), file, hour.getValue());
                Files.delete(file);
                done.add(hour.getKey());
            }
            return files.isComplete();
        }
    }

    private Function<HourKey, LakeFile> name(Queue queue) {
        return hour -> LakeFile.flushed(queue.table(), hour, plan.batch());
    }

    // Two cores: one reads and parses, the other makes Parquet.
    private void read(Queue queue, HourFiles files, boolean first) throws IOException {
        try (RowQueue waiting = new RowQueue(files::write)) {
            batches.read(plan, queue, entry -> take(queue, entry, waiting, first));
            waiting.drain();
        }
    }

    // Once, and only after the first files were made: the buffer syncs meanwhile.
    private void awaitPlanOnDisk() {
        if (!onDisk) {
            batches.awaitOnDisk();
            onDisk = true;
        }
    }

    private void take(Queue queue, BufferEntry entry, RowQueue waiting, boolean first) throws IOException {
        if (left.contains(entry.index())) {
            if (first) {
                rejected.addPutAside(queue, entry);
            }
            return;
        }
        try {
            EventRow row = row(queue, entry);
            waiting.add(row, entry.raw().length);
            if (first) {
                feed.add(row);
            }
        } catch (MalformedEventException e) {
            if (first) {
                rejected.add(queue, entry, e.reason().label());
            }
        }
    }

    private EventRow row(Queue queue, BufferEntry entry) throws MalformedEventException {
        try {
            return rows.parse(entry.raw(), queue.table(), entry.receivedAt());
        } catch (IllegalArgumentException e) {
            throw new OtherReleaseException(
                    "event " + entry.index() + " of entry " + entry.id() + " was queued for " + queue.label()
                            + ", but in this release " + e.getMessage() + ": flush it with the release that queued it",
                    e);
        }
    }
}
