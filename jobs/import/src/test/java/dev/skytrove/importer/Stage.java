package dev.skytrove.importer;

import com.github.luben.zstd.Zstd;
import dev.skytrove.jobs.JobConfig;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.Arguments;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.LakeReader;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A lake, in a directory where nothing else is said, and the job on it. */
final class Stage implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");

    private final Path directory;
    private final String storage;
    private final ObjectStore store;

    Stage(Path directory) {
        this(directory, "file://" + directory.resolve("bucket"), Map.of());
    }

    /** With a lake in a bucket. */
    Stage(Path directory, String storage, Map<String, String> environment) {
        this.directory = directory;
        this.storage = storage;
        this.store = ObjectStores.open(storage, environment);
    }

    String storage() {
        return storage;
    }

    Path lake() {
        return directory.resolve("bucket");
    }

    ObjectStore store() {
        return store;
    }

    Path file(String name, List<String> lines) {
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve(name);
        try {
            Files.write(file, name.endsWith(".gz") ? gzip(content) : name.endsWith(".zst") ? Zstd.compress(content) : content);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    ImportConfig config(DataSize workSize, Duration patience) {
        return new ImportConfig(
                2,
                DataSize.ofMebibytes(128),
                directory.toString(),
                workSize,
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                DataSize.ofMebibytes(1),
                patience);
    }

    ImportSummary run(Object... arguments) {
        return run(CrashInjector.NONE, config(DataSize.ofMebibytes(64), Duration.ofSeconds(30)), arguments);
    }

    ImportSummary run(CrashInjector crashes, ImportConfig config, Object... arguments) {
        ImportOptions options =
                ImportOptions.of(Arguments.parse(
                ImportOptions.arguments(), Stream.of(arguments).map(Object::toString).toList()));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new EventImport(config, new JobConfig(storage(), ""), store, crashes, ObjectMapper.getDefault(), clock)
                .run(options);
    }

    FeatureSummary features(Object... arguments) {
        ImportOptions options = ImportOptions.of(Arguments.parse(
                ImportOptions.arguments(),
                Stream.concat(Stream.of("--features"), Stream.of(arguments).map(Object::toString)).toList()));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ImportConfig config = config(DataSize.ofMebibytes(64), Duration.ofSeconds(30));
        return new FeatureImport(config, new JobConfig(storage(), ""), store, ObjectMapper.getDefault(), clock)
                .run(options);
    }

    /** Flushes lines as one batch. */
    void flush(long batch, List<String> lines) throws Exception {
        Map<Table, Map<HourKey, TableWriter>> writers = new EnumMap<>(Table.class);
        EventRows rows = new EventRows();
        for (String line : lines) {
            EventRow row = rows.parse(line.getBytes(StandardCharsets.UTF_8), NOW);
            Map<HourKey, TableWriter> hours = writers.computeIfAbsent(row.table(), table -> new HashMap<>());
            if (!hours.containsKey(row.hour())) {
                Path file = lake().resolve(LakeFile.flushed(row.table(), row.hour(), batch).name());
                Files.createDirectories(file.getParent());
                hours.put(row.hour(), TableWriter.open(row.table(), file));
            }
            hours.get(row.hour()).write(row);
        }
        for (Map<HourKey, TableWriter> hours : writers.values()) {
            for (TableWriter writer : hours.values()) {
                writer.close();
            }
        }
    }

    /** Says up to when all is flushed. */
    void flushedUntil(Instant cursor) {
        String state = "{\"version\":1,\"batch\":9,\"cursor\":%d,\"source\":\"x\",\"saved_at\":\"%s\"}"
                .formatted(cursor.toEpochMilli() * 1000, cursor);
        store.put("state/flush.json", state.getBytes(StandardCharsets.UTF_8));
    }

    List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        store.list(prefix, "", object -> names.add(object.name()));
        return names;
    }

    String text(String name) {
        return ByteSlice.of(store.get(name, DataSize.ofMebibytes(8))).text();
    }

    void assertHolds(List<String> lines) {
        LakeComparison.assertSame(ExpectedLake.of(lines.stream()), LakeReader.of(lake()));
    }

    @Override
    public void close() {
        store.close();
    }
}
