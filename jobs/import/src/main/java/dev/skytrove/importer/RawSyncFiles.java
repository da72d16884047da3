package dev.skytrove.importer;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet files of records, one a row, whose columns are texts: {@code uri}, {@code cid}, {@code author}, {@code created_at},
 * {@code record_type}, {@code synctimestamp}, and what the record has. DuckDB reads them, in its memory and in their order.
 */
final class RawSyncFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RawSyncFiles.class);
    private static final Duration LIMIT = Duration.ofHours(6);

    private final DuckDb duckDb;
    private final Path directory;
    private int made;

    /**
     * @param duckDb may read the files, and write into {@code directory}
     * @param directory for files of a while
     */
    RawSyncFiles(DuckDb duckDb, Path directory) {
        this.duckDb = duckDb;
        this.directory = directory;
    }

    /** No file of records. */
    static final class NoRecordsException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRecordsException(String message) {
            super(message);
        }
    }

    /**
     * The records of a file as events.
     *
     * @throws NoRecordsException if it has not the columns that every record has
     * @throws IOException if it cannot be read
     */
    Frames frames(FileSource source, AtomicLong bytesRead) throws IOException {
        Path rows = next();
        try (Session session = duckDb.session(LIMIT)) {
            List<String> pattern = List.of(DuckDb.pattern(source.path().toAbsolutePath()));
            List<String> columns = session.texts(
                    "SELECT name FROM parquet_schema(?) WHERE num_children IS NULL", pattern);
            session.update(copy(source, columns, rows), pattern);
            bytesRead.addAndGet(source.length());
            return new RawSyncFrames(new LineReader(Unpacked.of(Files.newInputStream(rows))), rows);
        } catch (QueryFailedException e) {
            Files.deleteIfExists(rows);
            throw new IOException("DuckDB cannot read it: " + e.getMessage(), e);
        }
    }

    private static String copy(FileSource source, List<String> columns, Path rows) throws NoRecordsException {
        for (String needed : List.of("uri", "synctimestamp")) {
            if (!columns.contains(needed)) {
                throw new NoRecordsException("it has no column " + needed);
            }
        }
        List<String> left = columns.stream().filter(column -> !RawSyncEvent.COLUMNS.contains(column)).toList();
        if (!left.isEmpty()) {
            LOG.warn("{}: columns without a place in the lake: {}", source.name(), left);
        }
        String known = RawSyncEvent.COLUMNS.stream()
                .filter(columns::contains)
                .map(column -> column + "::VARCHAR AS " + column)
                .collect(Collectors.joining(", "));
        return "COPY (SELECT " + known + " FROM read_parquet(?, hive_partitioning = false)) TO "
                + DuckDb.quoted(rows.toString()) + " (FORMAT json, COMPRESSION zstd)";
    }

    private synchronized Path next() {
        return directory.resolve("rows-" + made++ + ".jsonl.zst");
    }
}
