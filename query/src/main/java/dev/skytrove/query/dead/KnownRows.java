package dev.skytrove.query.dead;

import dev.skytrove.lake.Table;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Finds the rows of a new file that the lake has already, whatever time another server gave them. */
public final class KnownRows {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int FILES_AT_ONCE = 64;

    private static final String BY_REV = "row(uri, rev)";

    /** Events without a revision are the same if all but their time is. */
    private static final String BY_ALL = "row(uri, rev, operation, CASE WHEN rev IS NULL THEN md5(raw_data) END)";

    /** What makes two rows of a table the same event. */
    private static final Map<Table, String> EVENT = Map.of(
            Table.POSTS, BY_REV,
            Table.LIKES, BY_REV,
            Table.REPOSTS, BY_REV,
            Table.FOLLOWS, BY_REV,
            Table.BLOCKS, BY_REV,
            Table.DELETES, BY_REV,
            Table.PROFILES, "row(did, rev)",
            Table.ACCOUNTS, "row(did, kind, handle, active, status, seq, event_at)",
            Table.OTHERS, BY_ALL,
            Table.OVERSIZED, BY_ALL);

    private static final String COPIES = """
            CREATE TEMP TABLE known AS SELECT number FROM (
                SELECT number, row_number() OVER (PARTITION BY event ORDER BY number) AS place FROM fresh)
            WHERE place > 1""";

    private final DuckDb duckDb;
    private final LocalFiles files;

    /** @param files of the lake, whose directory DuckDB may read, as it may that of new files */
    public KnownRows(DuckDb duckDb, LocalFiles files) {
        this.duckDb = duckDb;
        this.files = files;
    }

    /**
     * Finds them.
     *
     * @param table one of events
     * @param fresh a file of the table that is not in the lake yet
     * @param lake the files of the lake to look into
     * @param byUri whether the URI alone tells what a row is
     * @return the places of rows, counted from 0, of which an earlier row or the lake has the event
     * @throws dev.skytrove.query.files.LakeChangedException if a file of the lake is gone
     */
    public BitSet find(Table table, Path fresh, List<PlannedFile> lake, boolean byUri) {
        String event = byUri ? "row(uri)" : EVENT.get(table);
        String stored = """
                INSERT INTO known SELECT number FROM fresh WHERE event IN (
                    SELECT %s FROM read_parquet(?, hive_partitioning = false, union_by_name = true))"""
                .formatted(event);
        try (Session session = duckDb.session(LIMIT)) {
            session.update(
                    """
                    CREATE TEMP TABLE fresh AS SELECT file_row_number AS number, %s AS event
                    FROM read_parquet(?, file_row_number = true, hive_partitioning = false)"""
                            .formatted(event),
                    List.of(DuckDb.pattern(fresh)));
            session.update(COPIES);
            for (List<PlannedFile> group : FileGroups.of(lake, FILES_AT_ONCE, files.capacity() / 2)) {
                try (LocalFiles.Pinned pinned = files.pin(group)) {
                    session.update(stored, pinned.paths().stream().map(DuckDb::pattern).toList());
                }
            }
            BitSet places = new BitSet();
            session.list("SELECT DISTINCT number FROM known", row -> {
                places.set(Math.toIntExact(row.getLong(1)));
                return true;
            });
            return places;
        }
    }
}
