package dev.skytrove.query.read;

import dev.skytrove.lake.Table;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import java.nio.file.Path;
import java.util.List;

/** Reads a single file, to tell whether it is why a query over many failed. */
final class FileProbe {
    private static final String FILE = " FROM read_parquet(?, hive_partitioning = false)";

    private final Session session;

    FileProbe(Session session) {
        this.session = session;
    }

    /** Whether DuckDB can read all of the file that a search may look at. */
    boolean isReadable(Path path, Table table) {
        List<String> file = List.of(DuckDb.pattern(path));
        try {
            session.list("SELECT bit_xor(hash(COLUMNS(" + read(table) + ")))" + FILE, row -> true, file);
            return true;
        } catch (QueryFailedException e) {
            return false;
        }
    }

    /** All that a search may look at. */
    private static String read(Table table) {
        return table == Table.POSTS || table == Table.OVERSIZED ? "* EXCLUDE (raw_data)" : "*";
    }
}
