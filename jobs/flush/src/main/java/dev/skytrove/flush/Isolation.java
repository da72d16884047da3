package dev.skytrove.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BatchSource;
import dev.skytrove.buffer.BufferEntry;
import dev.skytrove.buffer.PlannedBlock;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.parquet.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which events of a single entry make a batch fail, and puts them aside in the bucket, with all their bytes: each
 * is tried alone. If that ends the process as well, the next run puts all of the entry aside, as it is.
 */
final class Isolation {
    private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

    private final BatchPlan plan;
    private final Queue queue;
    private final BatchSource batches;
    private final BatchUpload bucket;
    private final Path directory;
    private final EventRows rows = new EventRows();
    private final Set<Integer> failed = new HashSet<>();

    /** @param queue that of the plan's only entry */
    Isolation(BatchPlan plan, Queue queue, BatchSource batches, BatchUpload bucket, Path directory) {
        this.plan = plan;
        this.queue = queue;
        this.batches = batches;
        this.bucket = bucket;
        this.directory = directory;
    }

    /** Returns the places in the entry of the events that are put aside. */
    Set<Integer> putAsideEvents() throws IOException {
        batches.read(plan, queue, entry -> {
            if (!isGood(entry)) {
                bucket.putAside(queue, entry);
                failed.add(entry.index());
            }
        });
        tell(failed.size());
        return failed;
    }

    /** Puts all of the entry aside without looking into it. */
    RejectedEntries putAsideBlock() {
        PlannedBlock block = batches.block(plan, queue);
        bucket.putAside(queue, block);
        tell(block.events());
        RejectedEntries rejected = new RejectedEntries();
        rejected.addPutAsideBlock(block.events());
        return rejected;
    }

    private void tell(int events) {
        LOG.error("{} events of {} make every flush fail: they are in the bucket's folder rejected", events, queue);
    }

    private boolean isGood(BufferEntry entry) throws IOException {
        try (TableWriter writer = TableWriter.open(queue.table(), directory.resolve("tried.parquet"))) {
            EventRow row = rows.parse(entry.raw(), queue.table(), entry.receivedAt());
            writer.write(row.record());
            return true;
        } catch (MalformedEventException e) {
            return true; // The flush knows what to do with it.
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.warn("event {} of entry {}: {}", entry.index(), entry.id(), e.toString());
            return false;
        }
    }
}
