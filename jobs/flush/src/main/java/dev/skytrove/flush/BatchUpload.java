package dev.skytrove.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BufferEntry;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.PlannedBlock;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.storage.CheckedPuts;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a flush puts into the bucket in one batch, under which names; each only while the lease is known to be held. An
 * acknowledged PUT is not believed alone: a batch ends with {@link #checkStored}.
 */
final class BatchUpload {
    private static final Logger LOG = LoggerFactory.getLogger(BatchUpload.class);
    private static final String REJECTED = "rejected/";
    private static final DateTimeFormatter FEED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ObjectStore store;
    private final CrashInjector crashes;
    private final FlushLease lease;
    private final Tally tally;
    private final CheckedPuts puts;

    BatchUpload(ObjectStore store, CrashInjector crashes, FlushLease lease, Tally tally) {
        this.store = store;
        this.crashes = crashes;
        this.lease = lease;
        this.tally = tally;
        this.puts = new CheckedPuts(store);
    }

    /** Puts a file of the lake. */
    void put(LakeFile name, Path file, long rows) throws IOException {
        lease.check();
        puts.put(name.name(), file);
        crashes.reached(FlushCrashPoint.FLUSH_FIRST_FILE_PUT);
        tally.file(name.table(), rows, Files.size(file));
    }

    /** Puts an event, all of it, where a person can look at it; no flush comes back to it. */
    void putAside(Queue queue, BufferEntry entry) {
        lease.check();
        store.put(REJECTED + queue.label() + "/" + entry.id() + "-" + entry.index() + ".json", entry.raw());
    }

    /** The same for a whole block, packed. */
    void putAside(Queue queue, PlannedBlock block) {
        lease.check();
        store.put(REJECTED + queue.label() + "/" + block.id() + ".block", block.packed());
    }

    /** Deletes the files of plans that are given up. What reads them meanwhile lists the lake again. */
    void withdraw(Collection<Long> batches) {
        List<String> names = new ArrayList<>();
        store.list(LakeFile.ROOT, "", object -> {
            if (batches.stream().anyMatch(batch -> isOf(batch, object.name()))) {
                names.add(object.name());
            }
        });
        lease.check();
        store.delete(names);
        if (!names.isEmpty()) {
            LOG.warn("{} files of batches that were given up are deleted, the first is {}", names.size(), names.getFirst());
        }
    }

    private static boolean isOf(long batch, String name) {
        try {
            LakeFile file = LakeFile.parse(name);
            return file.equals(LakeFile.flushed(file.table(), file.hour(), batch));
        } catch (IllegalArgumentException e) {
            return false; // No file of ours.
        }
    }

    /** Puts the feed of a batch, if it has any post; the file that always has the newest one comes last. */
    void put(LatestFeed feed, BatchPlan plan) throws IOException {
        if (!feed.isEmpty()) {
            byte[] content = feed.content();
            lease.check();
            puts.put("feeds/latest/" + FEED_TIME.format(plan.plannedAt()) + ".jsonl", content);
            puts.put("feeds/latest/latest.jsonl", content);
        }
    }

    /** Puts where ingestion goes on if the buffer loses everything. What is there stays if this batch does not tell. */
    void putState(BatchPlan plan) {
        if (plan.resumePoint().isPresent()) {
            ResumePoint point = plan.resumePoint().get();
            FlushState state =
                    new FlushState(plan.batch(), point.cursor(), point.source(), Optional.of(plan.plannedAt()));
            lease.check();
            puts.put(FlushState.NAME, state.json());
        }
    }

    /** Puts what was read of each hour up to a plan. */
    void putCoverage(List<Certificate> certificates, BatchPlan plan) {
        for (Certificate certificate : certificates) {
            lease.check();
            puts.put(CoverageFile.flushed(certificate.hour(), plan.batch()).name(), CertificateJson.write(certificate));
        }
    }

    /**
     * Lists what was put: the buffer is about to forget.
     *
     * @throws dev.skytrove.lake.storage.StorageException if an object is missing or has another size
     */
    void checkStored() {
        puts.requireListed("nothing was taken from the buffer");
    }
}
