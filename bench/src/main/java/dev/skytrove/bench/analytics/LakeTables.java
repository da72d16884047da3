package dev.skytrove.bench.analytics;

import dev.skytrove.lake.Table;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of a lake that an import has made, of which every file is live. */
final class LakeTables {
    private final Path folder;

    /** @param folder has one for each table */
    LakeTables(Path folder) {
        this.folder = folder;
    }

    /** The SQL of a question. A table without files has no rows. */
    String sql(Question question) {
        String sql = question.lake();
        for (Table table : Table.values()) {
            sql = sql.replace("{" + table.label() + "}", rows(table));
        }
        return sql;
    }

    private String rows(Table table) {
        Path files = folder.resolve(table.label());
        return Files.isDirectory(files)
                ? "read_parquet('%s/*/*/*/*/*.parquet', hive_partitioning = false)".formatted(files.toString().replace("'", "''"))
                : "(SELECT NULL::VARCHAR AS collection, NULL::VARCHAR AS kind, NULL::VARCHAR AS operation, NULL::VARCHAR AS did,"
                        + " NULL::VARCHAR AS author_did, NULL::VARCHAR AS follower_did, NULL::VARCHAR AS blocker_did,"
                        + " NULL::TIMESTAMPTZ AS indexed_at WHERE false)";
    }
}
