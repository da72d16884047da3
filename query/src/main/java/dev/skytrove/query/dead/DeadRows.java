package dev.skytrove.query.dead;

import dev.skytrove.lake.Table;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rows that a replacement leaves out: of rows that are there twice all but one, and posts that nobody may see any
 * more, whatever is said of their account.
 */
public final class DeadRows {
    private static final Duration LIMIT = Duration.ofHours(1);

    /** One statement holds the metadata of so many files in memory. */
    private static final int FILES_AT_ONCE = 64;

    private static final String READ =
            "read_parquet(?, filename = true, file_row_number = true, hive_partitioning = false, union_by_name = true)";

    /** Of the files that hide posts; newer ones may have more columns. */
    private static final String HIDING = "read_parquet(?, hive_partitioning = false, union_by_name = true)";

    /** What makes two rows of a table the same event; all that a row says, where events have no key. */
    private static final Map<Table, String> EVENT = Map.of(
            Table.POSTS, "row(author_did, rkey, rev)",
            Table.LIKES, "row(uri, rev)",
            Table.REPOSTS, "row(uri, rev)",
            Table.FOLLOWS, "row(uri, rev)",
            Table.BLOCKS, "row(uri, rev)",
            Table.DELETES, "row(uri, rev)",
            Table.PROFILES, "row(did, rev)",
            Table.ACCOUNTS, "row(did, kind, handle, active, status, seq, event_at, indexed_at)",
            Table.OTHERS, "row(uri, author_did, operation, created_at, indexed_at, md5(raw_data))",
            Table.OVERSIZED, "row(uri, author_did, operation, kind, indexed_at, md5(raw_data))");

    /** Of copies the one that was indexed last stays, as searches have it. */
    private static final String COPIES =
            """
            INSERT INTO dead SELECT filename, number FROM (
                SELECT filename, number,
                    row_number() OVER (PARTITION BY event ORDER BY indexed_at DESC, filename, number) AS place
                FROM candidates WHERE event IN (SELECT event FROM candidates GROUP BY event HAVING count(*) > 1))
            WHERE place > 1""";

    private static final String HIDDEN =
            "INSERT INTO dead SELECT m.filename, m.number FROM candidates m JOIN " + HIDING + " %s ON %s";

    private final DuckDb duckDb;
    private final LocalFiles files;

    /** @param files of the same lake, whose directory DuckDB may read */
    public DeadRows(DuckDb duckDb, LocalFiles files) {
        this.duckDb = duckDb;
        this.files = files;
    }

    /**
     * Finds them.
     *
     * @param paths the files of one table, hour and series
     * @param hiding what may hide the posts among them; not asked for other tables
     * @return of each file that has any the places of these rows, counted from 0
     */
    public Map<Path, BitSet> find(Table table, List<Path> paths, HidingFiles hiding) {
        try (Session session = duckDb.session(LIMIT)) {
            String more = table == Table.POSTS ? ", author_did, rkey, rev" : "";
            session.update(
                    """
                    CREATE TEMP TABLE candidates AS
                    SELECT filename, file_row_number AS number, indexed_at, %s AS event%s FROM %s"""
                            .formatted(EVENT.get(table), more, READ),
                    patterns(paths));
            session.update("CREATE TEMP TABLE dead (filename VARCHAR, number BIGINT)");
            session.update(COPIES);
            if (table == Table.POSTS) {
                mark(session, hiding.deletes(), "d", HidingRules.BY_DELETE);
                mark(session, hiding.oversized(), "o", HidingRules.BY_OVERSIZED);
                mark(session, hiding.versions(), "p", HidingRules.BY_VERSION);
            }
            return places(session);
        }
    }

    private void mark(Session session, List<PlannedFile> planned, String alias, String rule) {
        String sql = HIDDEN.formatted(alias, rule);
        for (List<PlannedFile> group : FileGroups.of(planned, FILES_AT_ONCE, files.capacity() / 2)) {
            try (LocalFiles.Pinned pinned = files.pin(group)) {
                session.update(sql, patterns(pinned.paths()));
            }
        }
    }

    private static Map<Path, BitSet> places(Session session) {
        Map<Path, BitSet> places = new HashMap<>();
        session.list("SELECT DISTINCT filename, number FROM dead", row -> {
            places.computeIfAbsent(Path.of(row.getString(1)), file -> new BitSet()).set(Math.toIntExact(row.getLong(2)));
            return true;
        });
        return places;
    }

    private static List<String> patterns(List<Path> paths) {
        List<String> patterns = new ArrayList<>();
        paths.forEach(path -> patterns.add(DuckDb.pattern(path)));
        return patterns;
    }
}
