package dev.skytrove.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LiveFiles;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the lake holds, counted from its Parquet files.
 *
 * @param storage where it is
 * @param files how many live files it has
 * @param rows rows by table, a table without files having 0
 */
record LakeContent(String storage, int files, Map<Table, Long> rows) {

    /**
     * Fetches the live files one after the other and counts their rows.
     *
     * @param scratch a directory for one file at a time
     */
    static LakeContent read(String storage, Path scratch) {
        Map<Table, Long> rows = new EnumMap<>(Table.class);
        for (Table table : EventTables.ALL) {
            rows.put(table, 0L);
        }
        try (ObjectStore store = ObjectStores.open(storage, System.getenv());
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement count = duckdb.prepareStatement("SELECT count(*) FROM read_parquet(?)")) {
            List<LakeFile> live = liveFiles(store);
            Path copy = scratch.resolve("counted.parquet");
            for (LakeFile file : live) {
                store.download(file.name(), copy);
                rows.merge(file.table(), count(count, copy), Long::sum);
            }
            Files.deleteIfExists(copy);
            return new LakeContent(store.location(), live.size(), rows);
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the rows of the lake: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<LakeFile> liveFiles(ObjectStore store) {
        List<LakeFile> listed = new ArrayList<>();
        store.list(LakeFile.ROOT, "", info -> listed.add(LakeFile.parse(info.name())));
        return LiveFiles.of(listed);
    }

    private static long count(PreparedStatement statement, Path file) throws SQLException {
        statement.setString(1, file.toString());
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Prints it for a person, and adds it to the summary. */
    void show(PrintStream out, ObjectNode summary) {
        out.printf(Locale.ROOT, "%nThe lake at %s: %d Parquet files%n", storage, files);
        ObjectNode tables = summary.putObject("tables");
        rows.forEach((table, count) -> {
            out.printf(Locale.ROOT, "  %-9s %,12d rows%n", table.label(), count);
            tables.put(table.label(), count);
        });
        summary.put("storage", storage).put("files", files);
    }
}
