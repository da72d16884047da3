package dev.skytrove.compact;

import dev.skytrove.jobs.JobConfig;
import dev.skytrove.jobs.LakeLease;
import dev.skytrove.jobs.ReleaseOnExit;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.accounts.SharedAccounts;
import dev.skytrove.query.dead.DeadRows;
import dev.skytrove.query.dead.DeletedPosts;
import dev.skytrove.query.dead.HidingFiles;
import dev.skytrove.query.dead.MonthDigester;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.JobResult;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run of the job, alone on its lake. */
@Singleton
final class Compaction {
    private static final String SCRATCH = "skytrove-compact-";
    private static final int THREADS = 2;
    private static final int DOWNLOADS = 4;

    private final CompactConfig config;
    private final String storage;
    private final ObjectStore store;
    private final CompactPlan.Maker plans;
    private final IndexPlan.Maker indexes;
    private final MonthIndexPlan.Maker months;
    private final DigestPlan.Maker digests;
    private final CrashInjector crashes;
    private final ObjectMapper json;
    private final Clock clock;

    Compaction(
            CompactConfig config,
            JobConfig job,
            ObjectStore store,
            CompactPlan.Maker plans,
            IndexPlan.Maker indexes,
            MonthIndexPlan.Maker months,
            DigestPlan.Maker digests,
            CrashInjector crashes,
            ObjectMapper json,
            Clock clock) {
        this.config = config;
        this.storage = job.storage();
        this.store = store;
        this.plans = plans;
        this.indexes = indexes;
        this.months = months;
        this.digests = digests;
        this.crashes = crashes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Does what is due.
     *
     * @param rewrite whether to look at all hours, to rewrite those where many posts have been deleted, and to write the
     *     word indexes of days and months
     * @throws dev.skytrove.runtime.LeaseHeldException if another run is at work
     * @throws JobFailedException if a file is damaged; all else was done
     */
    JobResult run(boolean rewrite) {
        long start = System.nanoTime();
        Tally tally = new Tally();
        try (ScratchDirectory scratch = scratch();
                LakeLease lease = LakeLease.acquire("compact", store, json, clock, config.lease(), scratch.path());
                ReleaseOnExit _ = ReleaseOnExit.of(lease::close)) {
            CompactPlan plan = rewrite ? plans.make(Optional.empty()) : plans.ofNewest();
            tally.foreign(plan.foreignNames());
            run(plan, rewrite, scratch.path(), new Steps(lease, tally));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CompactSummary summary = tally.summary(false, Duration.ofNanos(System.nanoTime() - start));
        return new JobResult.Done(summary, summary.counts());
    }

    private void run(CompactPlan plan, boolean rewrite, Path scratch, Steps steps) throws IOException {
        CacheSettings cache =
                new CacheSettings(Files.createDirectory(scratch.resolve("copies")), config.workSize(), DOWNLOADS);
        DigestFolder digests = DigestFolder.of(store, cache, clock);
        Path moments = Files.createDirectory(scratch.resolve("files"));
        try (LocalFiles files = LocalFiles.of(StorageLocation.parse(storage), store, cache, clock);
                DuckDb duckDb = DuckDb.open(new DuckDbSettings(
                        config.memory(),
                        THREADS,
                        scratch,
                        config.workSize(),
                        List.of(files.directory(), digests.directory(), moments)))) {
            // All else is done: what a snapshot of which nothing is known may name is only not deleted.
            steps.take("what snapshots name", plan::requireManifests);
            Merger merger = new Merger(store, files, new DeadRows(duckDb, files), crashes, moments);
            for (Table table : Table.values()) {
                for (MergeTask task : plan.merges(table)) {
                    steps.take(task.replacement().name(), () -> merge(merger, task, plan.hiding(task), 0, steps));
                }
                sweep(plan.superseded(table), new Sweeper(store, crashes, moments), steps);
            }
            coverage(rewrite, new CoverageMerger(store, config, clock.instant(), crashes, moments), steps);
            if (rewrite) {
                DeletedPosts deleted = new DeletedPosts(duckDb, files);
                rewrite(plan, merger, deleted, steps);
                new SnapshotRedaction(
                                store,
                                plan,
                                merger,
                                (first, last) -> deleted.count(plan.newDeletes(), first, last).keySet(),
                                clock.instant())
                        .run(steps);
                SharedAccounts accounts = new SharedAccounts(store, duckDb, files, digests, clock);
                steps.take("the digest of accounts", accounts::refresh);
                digest(new Digester(store, new MonthDigester(duckDb, files), crashes, moments), steps);
                IndexPlan words = indexes.make();
                Indexer days = new Indexer(store, files, crashes, moments);
                index(words, days, steps);
                months(words, days, new MonthIndexer(store, files, crashes, moments), steps);
            }
            count(rewrite, steps);
        }
        steps.requireNoFailure();
    }

    /** After all else, since it counts what this leaves. */
    private void count(boolean all, Steps steps) {
        Instant now = clock.instant();
        HourKey until = HourKey.of(now.minus(config.margin()));
        new EventCounter(store, until, now, EventCounter.MOST_FILES).run(all ? Optional.empty() : window(now), steps);
    }

    private Optional<HourKey> window(Instant now) {
        return Optional.of(HourKey.of(now.minus(config.window())));
    }

    private static void merge(Merger merger, MergeTask task, HidingFiles hiding, double leastShare, Steps steps)
            throws IOException {
        merger.merge(task, hiding, leastShare).ifPresent(merged -> steps.tally().merged(task, merged));
    }

    private static void sweep(
            Map<LakeListing.Entry, List<LakeListing.Entry>> superseded, Sweeper sweeper, Steps steps) {
        superseded.forEach((live, replaced) -> steps.take(live.file().name(), () -> {
            sweeper.delete(live, replaced);
            steps.tally().deleted(replaced.size(), replaced.stream().mapToLong(LakeListing.Entry::size).sum());
        }));
    }

    private void rewrite(CompactPlan plan, Merger merger, DeletedPosts deleted, Steps steps) {
        List<MergeTask> tasks = plan.mergedPosts();
        if (tasks.isEmpty()) {
            return;
        }
        Map<HourKey, Map<Long, Long>> deletions =
                deleted.count(plan.newDeletes(), tasks.getFirst().hour(), tasks.getLast().hour());
        for (MergeTask task : tasks) {
            Map<Long, Long> ofHour = deletions.getOrDefault(task.hour(), Map.of());
            OptionalDouble share = plan.leastShare(task, ofHour);
            if (share.isPresent() && steps.isReplaceable(task)) {
                steps.take(
                        task.replacement().name(),
                        () -> merge(merger, task, plan.hidingNewly(task), share.getAsDouble(), steps));
            }
        }
    }

    private void coverage(boolean all, CoverageMerger merger, Steps steps) {
        merger.run(all ? Optional.empty() : window(clock.instant()), steps);
    }

    /** After all merges, since it is made from the files that these leave. */
    private void digest(Digester digester, Steps steps) {
        for (DigestKind kind : DigestKind.values()) {
            digest(digests.make(kind), digester, steps);
        }
    }

    private static void digest(DigestPlan plan, Digester digester, Steps steps) {
        steps.tally().indexesDamaged(plan.damaged());
        for (DigestTask task : plan.writes()) {
            steps.take(task.digest().name(), () -> steps.tally().digested(digester.write(task)));
        }
        steps.take("digests that are not needed", () -> {
            digester.delete(plan.deletes());
            steps.tally().digestsDeleted(plan.deletes().size());
        });
    }

    /** After all else, since it is made from the files that this leaves. */
    private static void index(IndexPlan plan, Indexer indexer, Steps steps) {
        steps.tally().indexesDamaged(plan.damaged());
        plan.writes().forEach(task -> index(task, indexer, steps));
        steps.take("indexes that are not needed", () -> {
            indexer.delete(plan.deletes());
            steps.tally().indexesDeleted(plan.deletes().size());
        });
    }

    private static void index(IndexTask task, Indexer indexer, Steps steps) {
        steps.take(task.index().name(), () -> {
            long start = System.nanoTime();
            long bytes = indexer.write(task);
            steps.tally().indexed(task, bytes, Duration.ofNanos(System.nanoTime() - start));
        });
    }

    /** After those of the days, of which they are made. */
    private void months(IndexPlan words, Indexer days, MonthIndexer indexer, Steps steps) {
        MonthIndexPlan plan = months.make(words.days(), words.months());
        steps.tally().indexesDamaged(plan.damaged());
        boolean mended = false;
        for (MonthIndexTask task : plan.writes()) {
            mended |= month(task, words, days, indexer, steps);
        }
        if (mended) {
            for (MonthIndexTask task : months.make(words.days(), words.months()).writes()) {
                steps.take(name(task), () -> steps.tally().monthIndexed(indexer.write(task)));
            }
        }
        steps.take("indexes of months that are not needed", () -> {
            indexer.delete(plan.deletes());
            steps.tally().indexesDeleted(plan.deletes().size());
        });
    }

    /** Writes the index of a month; returns whether those of damaged days were made anew instead. */
    private boolean month(MonthIndexTask task, IndexPlan words, Indexer days, MonthIndexer indexer, Steps steps) {
        List<IndexListing.Entry> damaged = new ArrayList<>();
        steps.take(name(task), () -> {
            try {
                steps.tally().monthIndexed(indexer.write(task));
            } catch (IOException e) {
                damaged.addAll(indexer.damaged(task));
                if (damaged.isEmpty()) {
                    throw e;
                }
            }
        });
        steps.tally().indexesDamaged(damaged.size());
        IndexListing listed = damaged.isEmpty() ? IndexListing.NONE : IndexListing.of(store);
        damaged.forEach(entry -> index(words.task(entry.file().day(), listed), days, steps));
        return !damaged.isEmpty();
    }

    private static String name(MonthIndexTask task) {
        return task.index().name(MonthIndex.Part.WORDS);
    }

    private ScratchDirectory scratch() {
        try {
            return ScratchDirectory.in(config.directory(), SCRATCH);
        } catch (UncheckedIOException e) {
            throw new JobFailedException(e.getMessage() + "; SKYTROVE_COMPACT_WORK_DIR names it", e);
        }
    }
}
