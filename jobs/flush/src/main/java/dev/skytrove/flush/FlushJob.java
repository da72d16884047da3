package dev.skytrove.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BatchSource;
import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.jobs.ReleaseOnExit;
import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.jobs.WorkDirectory;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.JobResult;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what an earlier run left unfinished, then flushes batch after batch until nothing was left out. */
@Singleton
final class FlushJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(FlushJob.class);

    /** No machine stands still for longer, and then goes on. */
    private static final Duration STRAGGLING = Duration.ofDays(7);

    private final FlushConfig.Settings config;
    private final BufferAddress address;
    private final Buffer buffer;
    private final ObjectStore store;
    private final CrashInjector crashes;
    private final ObjectMapper json;
    private final Clock clock;

    FlushJob(
            FlushConfig config,
            Buffer buffer,
            ObjectStore store,
            CrashInjector crashes,
            ObjectMapper json,
            Clock clock) {
        this.config = config.flush();
        this.address = config.bufferAddress();
        this.buffer = buffer;
        this.store = store;
        this.crashes = crashes;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public JobResult run() {
        try {
            return StoreFailures.told(this::flushIfFree);
        } catch (BufferCorruptedException e) {
            throw e;
        } catch (BufferException e) {
            throw new JobFailedException(e.getMessage() + " (the buffer at " + address + ")", e);
        }
    }

    private JobResult flushIfFree() {
        return switch (buffer.tryLease(config.lease())) {
            case LeaseAttempt.Acquired held -> flush(held.lease());
            case LeaseAttempt.HeldByOther other ->
                new JobResult.LeaseHeld("another flush: " + other.holder() + "; for "
                        + other.expiresIn().toSeconds() + " s unless renewed");
        };
    }

    private static JobResult done(FlushSummary summary, long incompleteHours) {
        long rows = summary.tables().values().stream().mapToLong(Long::longValue).sum();
        return new JobResult.Done(
                summary,
                Map.of(
                        "rows", rows,
                        "files", (long) summary.files(),
                        "bytes", summary.bytes(),
                        "malformed", summary.malformed(),
                        "put_aside", summary.putAside(),
                        "incomplete_hours", incompleteHours));
    }

    private JobResult flush(FlushLease lease) {
        long start = System.nanoTime();
        Tally tally = new Tally();
        try (lease;
                ReleaseOnExit _ = ReleaseOnExit.of(lease::close);
                ScratchDirectory directory =
                        WorkDirectory.open(config.workDir(), "flush", "SKYTROVE_FLUSH_WORK_DIR");
                BatchSource batches = buffer.openBatches(lease, config.redisTimeout())) {
            flush(new Run(batches, lease, directory.path(), tally));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return done(tally.summary(Duration.ofNanos(System.nanoTime() - start)), tally.incompleteHours());
    }

    /** What one run works with. */
    private record Run(BatchSource batches, FlushLease lease, Path directory, Tally tally) {}

    // What is appended meanwhile does not keep a run from ending: its last plan need only cover what it found.
    private void flush(Run run) throws IOException {
        withdrawStragglers(run);
        Optional<BatchPlan> plan = run.batches().recorded();
        boolean split = false;
        if (plan.isPresent()) {
            LOG.info("batch {} was left unfinished", plan.get().batch());
            split = !attempt(plan.get(), run);
        }
        do {
            plan = run.batches().planOrResume(clock, config.limits(), () -> LakeBatches.highest(store));
            split = plan.isPresent() && !attempt(plan.get(), run);
        } while (plan.isPresent() && (split || !plan.get().complete()));
    }

    // A flush that stood still in the middle of a PUT when its plan was given up may have ended it since.
    private void withdrawStragglers(Run run) {
        List<Long> batches = run.batches().givenUp(clock.instant().minus(STRAGGLING));
        if (!batches.isEmpty()) {
            new BatchUpload(store, crashes, run.lease(), run.tally()).withdraw(batches);
        }
    }

    /** Returns whether the plan is carried out, else it is split. */
    private boolean attempt(BatchPlan plan, Run run) throws IOException {
        int attempts = run.batches().begin(plan);
        BatchUpload bucket = new BatchUpload(store, crashes, run.lease(), run.tally());
        Set<Integer> left = Set.of();
        if (attempts > config.maxAttempts()) {
            Optional<Queue> single = run.batches().single(plan);
            if (single.isEmpty()) {
                LOG.warn("batch {} failed {} times: it is split", plan.batch(), attempts - 1);
                bucket.withdraw(List.of(plan.batch()));
                run.batches().split(plan);
                return false;
            }
            Isolation isolation = new Isolation(plan, single.get(), run.batches(), bucket, run.directory());
            if (run.batches().isolate(plan)) {
                RejectedEntries rejected = isolation.putAsideBlock();
                cover(plan, bucket, run);
                commit(plan, rejected, run);
                return true;
            }
            left = isolation.putAsideEvents();
        }
        carryOut(plan, left, bucket, run);
        return true;
    }

    private static RejectedEntries putFiles(BatchPlan plan, BatchFlush files, Run run) throws IOException {
        try {
            return files.putAll();
        } catch (StorageException | BufferException | IOException | UncheckedIOException | OtherReleaseException e) {
            // No fault of what is in the plan, or one that a person must see to.
            forgive(plan, run, e);
            throw e;
        }
    }

    // The buffer may be what failed.
    private static void forgive(BatchPlan plan, Run run, Exception cause) {
        try {
            run.batches().forgive(plan);
        } catch (BufferException e) {
            cause.addSuppressed(e);
        }
    }

    private void carryOut(BatchPlan plan, Set<Integer> left, BatchUpload bucket, Run run) throws IOException {
        crashes.reached(FlushCrashPoint.FLUSH_PLANNED);
        LatestFeed feed = new LatestFeed(json, config.feedSize());
        BatchFlush files = new BatchFlush(plan, left, run.batches(), bucket, run.directory(), feed);
        RejectedEntries rejected = putFiles(plan, files, run);
        run.batches().forgive(plan);
        crashes.reached(FlushCrashPoint.FLUSH_FILES_PUT);
        bucket.put(feed, plan);
        crashes.reached(FlushCrashPoint.FLUSH_FEEDS_PUT);
        bucket.putState(plan);
        crashes.reached(FlushCrashPoint.FLUSH_STATE_PUT);
        cover(plan, bucket, run);
        bucket.checkStored();
        commit(plan, rejected, run);
        LOG.info("batch {} is in {}", plan.batch(), store.location());
    }

    // Last of all: an hour is certified when its rows are there.
    private void cover(BatchPlan plan, BatchUpload bucket, Run run) {
        List<Certificate> certificates = run.batches().coverage();
        bucket.putCoverage(certificates, plan);
        run.tally().incompleteHours(incomplete(certificates));
    }

    // Rows must not wait for somebody to mend a certificate.
    private long incomplete(List<Certificate> certificates) {
        try {
            return new ClosedHours(store).incompleteOf(certificates);
        } catch (StorageException e) {
            LOG.warn("whether hours are complete is not known: {}", e.getMessage());
            return 0;
        }
    }

    private void commit(BatchPlan plan, RejectedEntries rejected, Run run) {
        run.batches().commit(plan, clock, rejected);
        crashes.reached(FlushCrashPoint.FLUSH_COMMITTED);
        run.tally().batch(rejected.count(), rejected.putAside());
    }
}
