package dev.skytrove.importer;

import dev.skytrove.jobs.JobConfig;
import dev.skytrove.jobs.LakeLease;
import dev.skytrove.jobs.ReleaseOnExit;
import dev.skytrove.jobs.WorkDirectory;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.HighestBatch;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.dead.KnownRows;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports events. */
@Singleton
final class EventImport {
    private static final Logger LOG = LoggerFactory.getLogger(EventImport.class);

    private final ImportConfig config;
    private final String storage;
    private final ObjectStore store;
    private final CrashInjector crashes;
    private final ObjectMapper json;
    private final Clock clock;

    EventImport(
            ImportConfig config,
            JobConfig job,
            ObjectStore store,
            CrashInjector crashes,
            ObjectMapper json,
            Clock clock) {
        this.config = config;
        this.storage = job.storage();
        this.store = store;
        this.crashes = crashes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Imports.
     *
     * @throws dev.skytrove.runtime.LeaseHeldException if another run is at work
     * @throws dev.skytrove.runtime.JobFailedException if a source cannot be read; what was read counts
     */
    ImportSummary run(ImportOptions options) {
        Tally tally = new Tally();
        try (ScratchDirectory scratch = WorkDirectory.open(config.workDir(), "import", "SKYTROVE_IMPORT_WORK_DIR");
                LakeLease lease =
                        LakeLease.acquire("import", store, json, clock, config.lease(), scratch.path());
                ReleaseOnExit _ = ReleaseOnExit.of(lease::close)) {
            List<Reading> readings = unread(options, tally);
            Progress progress = new Progress(size(readings), tally);
            if (!readings.isEmpty()) {
                run(options, readings, scratch.path(), lease, progress, tally);
            }
            return tally.summary(progress.elapsed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void run(
            ImportOptions options,
            List<Reading> readings,
            Path scratch,
            LakeLease lease,
            Progress progress,
            Tally tally)
            throws IOException, InterruptedException {
        Instant now = clock.instant();
        FlushedUntil flushed =
                options.all() ? FlushedUntil.any() : FlushedUntil.read(store, config.margin(), now);
        Path moments = Files.createDirectory(scratch.resolve("files"));
        try (LakeTools tools = LakeTools.open(storage, store, config, scratch, clock, folders(readings))) {
            HourWriter hours = new HourWriter(
                    store,
                    lease,
                    new KnownRows(tools.duckDb(), tools.files()),
                    crashes,
                    moments,
                    tally,
                    HighestBatch.of(store, Series.IMPORT),
                    now);
            Saved saved = new Saved(store, json, readings);
            Spills.Writer writer = new Spills.Writer() {
                @Override
                public void write(HourSpill hour) throws IOException {
                    hours.write(hour);
                }

                @Override
                public void saved(Spills spills) throws IOException {
                    saved.put(spills);
                }
            };
            RawSyncFiles parquet = new RawSyncFiles(tools.duckDb(), moments);
            Path waiting = Files.createDirectory(scratch.resolve("hours"));
            try (Spills spills = new Spills(waiting, config.workSize().bytes(), writer, readings);
                    Readers readers = new Readers(config.parallel())) {
                for (Reading reading : readings) {
                    readers.add(new SourceImport(
                            reading, parquet, spills, saved.aside(reading), flushed, tally, now, progress.bytesRead()));
                }
                readers.await(() -> {
                    spills.requireNoFailure();
                    lease.renew();
                    progress.tell();
                });
                spills.finish();
            }
        }
        if (tally.waitingEvents() > 0) {
            LOG.warn(
                    "{} events are of hours that a flush may still write: import the same again later, or with --all-hours"
                            + " if no ingestor brings them",
                    tally.waitingEvents());
        }
    }

    /** What is to be read, by the time of its first event. */
    private List<Reading> unread(ImportOptions options, Tally tally) {
        List<Reading> unread = new ArrayList<>();
        for (Source source : new Sources(config).find(options.sources())) {
            Reading reading = new Reading(source);
            SourceState state = SourceState.read(store, json, reading);
            if (state.done() && !options.again()) {
                LOG.info("{} was imported before", source.name());
                tally.skippedSource();
                continue;
            }
            reading.resume(options.again() ? 0 : state.lines());
            tally.source();
            unread.add(reading);
        }
        unread.sort(Comparator.comparingLong(reading -> OpenSource.begin(reading.source())));
        return unread;
    }

    /** Of Parquet files, which DuckDB reads where they are. */
    private static Path[] folders(List<Reading> readings) {
        return readings.stream()
                .map(Reading::source)
                .flatMap(source -> source instanceof FileSource file && file.parquet()
                        ? Stream.of(file.path().toAbsolutePath().getParent())
                        : Stream.empty())
                .distinct()
                .toArray(Path[]::new);
    }

    private static OptionalLong size(List<Reading> readings) {
        long size = 0;
        for (Reading reading : readings) {
            if (reading.source().size().isEmpty()) {
                return OptionalLong.empty();
            }
            size += reading.source().size().getAsLong();
        }
        return OptionalLong.of(size);
    }
}
