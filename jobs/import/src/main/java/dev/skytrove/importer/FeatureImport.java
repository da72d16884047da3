package dev.skytrove.importer;

import dev.skytrove.jobs.JobConfig;
import dev.skytrove.jobs.LakeLease;
import dev.skytrove.jobs.ReleaseOnExit;
import dev.skytrove.jobs.WorkDirectory;
import dev.skytrove.lake.HighestBatch;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.FeatureWriter;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.features.Labels;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.runtime.JobFailedException;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts features of posts beside the posts: of each hour that has some of the posts a file. All files of one source have one
 * batch number and the same columns; a later source has a higher one, and its values count.
 */
@Singleton
final class FeatureImport {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureImport.class);
    private static final int NAMED = 3;

    private final ImportConfig config;
    private final String storage;
    private final ObjectStore store;
    private final ObjectMapper json;
    private final Clock clock;

    FeatureImport(ImportConfig config, JobConfig job, ObjectStore store, ObjectMapper json, Clock clock) {
        this.config = config;
        this.storage = job.storage();
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Imports files.
     *
     * @throws dev.skytrove.runtime.LeaseHeldException if another run is at work
     * @throws JobFailedException if a file has no features, or cannot be read
     */
    FeatureSummary run(ImportOptions options) {
        long start = System.nanoTime();
        FeatureTally tally = new FeatureTally();
        try (ScratchDirectory scratch = WorkDirectory.open(config.workDir(), "import", "SKYTROVE_IMPORT_WORK_DIR");
                LakeLease lease =
                        LakeLease.acquire("import", store, json, clock, config.lease(), scratch.path());
                ReleaseOnExit _ = ReleaseOnExit.of(lease::close);
                LakeTools tools = LakeTools.open(storage, store, config, scratch.path(), clock)) {
            Path copy = Files.createDirectory(scratch.path().resolve("labels"));
            for (String source : options.sources()) {
                run(Path.of(source), options.again(), copy, new Run(tools, lease, tally, new NewFiles(store, lease)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tally.summary(Duration.ofNanos(System.nanoTime() - start));
    }

    private record Run(LakeTools tools, LakeLease lease, FeatureTally tally, NewFiles files) {}

    private void run(Path file, boolean again, Path directory, Run run) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new JobFailedException("there is no file '" + file + "'", null);
        }
        Reading reading = new Reading(FileSource.of(file));
        if (SourceState.read(store, json, reading).done() && !again) {
            LOG.info("{} was imported before", file);
            run.tally.skipped();
            return;
        }
        // DuckDB may only read what is in our own directories.
        Path copy = Files.copy(file, directory.resolve("labels" + extension(file)));
        try (Labels labels = labels(copy, file, run)) {
            labels.ignored().forEach(column -> LOG.warn("{}: the column {} has no numbers; it is left out", file, column));
            place(labels, directory.resolve("features.parquet"), run);
            run.files.requireListed();
            long unknown = labels.unknown();
            if (unknown > 0) {
                LOG.warn("{}: the lake does not have {} of {} posts, such as {}",
                        file, unknown, labels.count(), String.join(", ", labels.someUnknown(NAMED)));
            }
            run.tally.source(labels.names(), labels.count(), unknown);
        } finally {
            Files.delete(copy);
        }
        SourceState.put(store, json, reading, 0, true);
    }

    private static Labels labels(Path copy, Path file, Run run) {
        try {
            return Labels.read(run.tools.duckDb(), copy);
        } catch (IllegalArgumentException e) {
            throw new JobFailedException(file + ": " + e.getMessage(), e);
        } catch (QueryStoppedException e) {
            if (e.reason() != Reason.OUT_OF_MEMORY) {
                throw e;
            }
            throw new JobFailedException(
                    file + ": DuckDB needs more memory than SKYTROVE_IMPORT_MEMORY; take fewer columns, or allow more", e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".parquet") ? ".parquet" : name.endsWith(".gz") ? ".csv.gz" : ".csv";
    }

    private void place(Labels labels, Path written, Run run) throws IOException {
        long batch = HighestBatch.of(store, Series.IMPORT) + 1;
        TreeMap<HourKey, List<PlannedFile>> hours = new TreeMap<>();
        LakeListing.of(store, Table.POSTS).live().forEach(entry -> hours
                .computeIfAbsent(entry.file().hour(), hour -> new ArrayList<>())
                .add(new PlannedFile(entry.file(), entry.size())));
        for (HourKey hour : hours.navigableKeySet()) {
            if (labels.mayHave(hour)) {
                run.lease.renew();
                place(labels, hour, hours.get(hour), batch, written, run);
            }
        }
    }

    private void place(Labels labels, HourKey hour, List<PlannedFile> posts, long batch, Path written, Run run)
            throws IOException {
        try {
            LakeFile name = LakeFile.imported(Table.FEATURES, hour, batch);
            long rows = write(labels, name, posts, written, run);
            if (rows > 0) {
                run.files.put(name, written);
                run.tally.file(rows, Files.size(written));
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static long write(Labels labels, LakeFile name, List<PlannedFile> posts, Path written, Run run)
            throws IOException {
        try (FeatureWriter writer = FeatureWriter.open(name, labels.names(), written);
                LocalFiles.Pinned pinned = run.tools.files().pin(posts)) {
            labels.place(name.hour(), pinned.paths(), writer::write);
            return writer.rows();
        }
    }
}
