package dev.skytrove.query;

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

    /** Whether DuckDB can read the file, and finds in it what searches need. */
    boolean isReadable(Path path, Table table) {
        List<String> file = List.of(DuckDb.pattern(path));
        try {
            session.list("SELECT " + needed(table) + FILE + " LIMIT 0", row -> true, file);
            session.list("SELECT bit_xor(hash(COLUMNS(" + read(table) + ")))" + FILE, row -> true, file);
            return true;
        } catch (QueryFailedException e) {
            return false;
        }
    }

    /** Columns that each file has had from the beginning. */
    private static String needed(Table table) {
        return switch (table) {
            case POSTS -> "uri, author_did, rkey, rev, operation, text, indexed_at, sort_at";
            case DELETES -> "author_did, rkey, rev, collection";
            case ACCOUNTS -> "did, kind, handle, active, status, seq";
            case OVERSIZED -> "author_did, rkey, rev, collection";
            case LIKES, REPOSTS, FOLLOWS, BLOCKS, PROFILES, OTHERS -> "*";
        };
    }

    /** All that a search may look at. */
    private static String read(Table table) {
        return table == Table.POSTS || table == Table.OVERSIZED ? "* EXCLUDE (raw_data)" : "*";
    }
}
