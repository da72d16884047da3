package dev.skytrove.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.parquet.FeatureWriter;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.ColumnType;
import dev.skytrove.lake.schema.TableSchemas;
import dev.skytrove.testing.client.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of every table as a flush or an import writes it, and as a merge does, with all that the network may send. */
final class EveryTable {
    private static final HourKey HOUR = HourKey.parse("year=2026/month=03/day=01/hour=21");
    private static final Instant RECEIVED = Instant.parse("2026-03-02T00:00:00Z");

    private final Path directory;
    private final Map<Table, List<Path>> files = new EnumMap<>(Table.class);

    /** Writes them. */
    EveryTable(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        writeEvents();
        Path features = this.directory.resolve("features.parquet");
        try (FeatureWriter writer =
                FeatureWriter.open(LakeFile.imported(Table.FEATURES, HOUR, 1), List.of("score", "likes"), features)) {
            writer.write("at://did:plc:a/app.bsky.feed.post/1", "did:plc:a", 1_772_400_600_000_001L, Arrays.asList(0.1, null));
            writer.write("at://did:plc:a/app.bsky.feed.post/2", "did:plc:a", -1L, List.of(-1e300, 7.0));
        }
        files.put(Table.FEATURES, List.of(features));
    }

    /** Which tables have rows. */
    List<Table> tables() {
        return List.copyOf(files.keySet());
    }

    /** The SQL in which Spark says what is in all of them: a text and a JSON object a row. */
    String sparkSql() {
        return union((file, columns) -> "SELECT '%s', to_json(struct(%s), map('ignoreNullFields', 'false')) FROM parquet.`%s`"
                .formatted(file.getFileName(), columns, file), "unix_micros");
    }

    /** The same as DuckDB says it, sorted. */
    List<Read> duckDb() throws SQLException {
        String sql = union((file, columns) -> "SELECT '%s', to_json(row) FROM (SELECT %s FROM read_parquet('%s')) row"
                .formatted(file.getFileName(), columns, file), "epoch_us");
        List<Read> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(new Read(found.getString(1), Json.parse(found.getString(2))));
            }
        }
        return sorted(rows.stream());
    }

    /** What Spark wrote, sorted. */
    static List<Read> spark(List<String> lines) {
        return sorted(lines.stream().map(line -> {
            int space = line.indexOf(' ');
            return new Read(line.substring(0, space), Json.parse(line.substring(space + 1)));
        }));
    }

    /**
     * A row that an engine read.
     *
     * @param file its name
     * @param row its values by column; times in microseconds
     */
    record Read(String file, JsonNode row) {}

    private static List<Read> sorted(Stream<Read> rows) {
        return rows.sorted(Comparator.comparing(Read::file).thenComparing(read -> read.row().toString())).toList();
    }

    private interface Select {
        String of(Path file, String columns);
    }

    private String union(Select select, String micros) {
        return files.entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(file -> select.of(file, columns(table.getKey(), micros))))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String columns(Table table, String micros) {
        Stream<String> declared = TableSchemas.columns(table).stream().map(column -> select(column, micros));
        Stream<String> features = table == Table.FEATURES ? Stream.of("score", "likes") : Stream.empty();
        return Stream.concat(declared, features).collect(Collectors.joining(", "));
    }

    private static String select(Column column, String micros) {
        return column.type() == ColumnType.TIME
                ? "%s(%s) AS %s".formatted(micros, column.name(), column.name())
                : column.name();
    }

    private void writeEvents() throws IOException {
        Map<Table, TableWriter> writers = new EnumMap<>(Table.class);
        EventRows rows = new EventRows();
        for (String line : lines()) {
            Optional<EventRow> row = row(rows, line);
            if (row.isPresent()) {
                Table table = row.get().table();
                if (!writers.containsKey(table)) {
                    writers.put(table, TableWriter.open(LakeFile.flushed(table, HOUR, 1), flushed(table)));
                }
                writers.get(table).write(row.get());
            }
        }
        for (Map.Entry<Table, TableWriter> writer : writers.entrySet()) {
            Table table = writer.getKey();
            writer.getValue().close();
            LakeFile replacing = LakeFile.replacing(List.of(LakeFile.flushed(table, HOUR, 1)));
            Path merged = directory.resolve(table.label() + "-merged.parquet");
            TableMerge.write(
                    replacing, List.of(flushed(table)), Map.of(), merged, Files.createTempDirectory(directory, "scratch"));
            files.put(table, List.of(flushed(table), merged));
        }
    }

    /** Empty for one of those that a flush never sees. */
    private static Optional<EventRow> row(EventRows rows, String line) {
        try {
            return Optional.of(rows.parse(line.getBytes(StandardCharsets.UTF_8), RECEIVED));
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>(NastyRecording.lines(3, List.of()));
        lines.add("""
                {"did":"did:plc:a","time_us":1772400600000000,"kind":"commit","commit":{"rev":"r","operation":"create",\
                "collection":"app.bsky.feed.post","rkey":"large","cid":"c","record":{"text":"%s"}}}"""
                .formatted("large ".repeat(12_000)));
        return lines;
    }

    private Path flushed(Table table) {
        return directory.resolve(table.label() + ".parquet");
    }
}
