package dev.skytrove.query.dead;

import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.MonthDigestContents;
import dev.skytrove.lake.index.MonthDigestWriter;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.keys.TimelyKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes what files of a table say of posts into one, in the order of their keys: of each post that was deleted the row of the
 * highest {@code rev}; of versions, and of what was too large, all rows that are not where their keys tell.
 */
public final class MonthDigester {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int FILES_AT_ONCE = 64;

    /** So many rows are in memory at a time. */
    private static final int ROWS_AT_ONCE = 50_000;

    private static final String CREATE =
            "CREATE TEMP TABLE said (author_did VARCHAR, rkey VARCHAR, rev VARCHAR, indexed_at TIMESTAMPTZ)";

    private static final String NEWEST = "SELECT author_did, rkey, max(rev) AS rev, max(indexed_at) AS indexed_at FROM ";
    private static final String BY_POST = " GROUP BY author_did, rkey";
    private static final String EACH = "SELECT DISTINCT author_did, rkey, rev, indexed_at FROM ";
    private static final String PARQUET = "read_parquet(?, hive_partitioning = false, union_by_name = true)";
    private static final String OF_POSTS = "collection = '" + MonthDigestWriter.COLLECTION + "'";
    private static final String READ_NEWEST = "INSERT INTO said " + NEWEST + PARQUET + " WHERE " + OF_POSTS + BY_POST;
    private static final String READ_EACH = "INSERT INTO said " + EACH + PARQUET + " WHERE ";
    private static final String SORTED = "CREATE TEMP TABLE sorted AS ";
    private static final String BY_KEY = " ORDER BY rkey, author_did, rev, indexed_at";
    private static final String PART =
            "SELECT author_did, rkey, rev, indexed_at FROM sorted WHERE rowid >= ? AND rowid < ? ORDER BY rowid";

    private final DuckDb duckDb;
    private final LocalFiles files;

    /** @param files of the same lake, whose directory DuckDB may read */
    public MonthDigester(DuckDb duckDb, LocalFiles files) {
        this.duckDb = duckDb;
        this.files = files;
    }

    /**
     * Writes a digest.
     *
     * @param kind which rows are to be in it
     * @param former one that is to be in it, on the local disk; DuckDB may read it
     * @param planned files of the table that it is of
     * @param contents what the new file says of itself
     * @param target where it is to be
     * @return how many rows it has
     * @throws dev.skytrove.query.duckdb.QueryFailedException if one of them cannot be read
     */
    public long write(
            DigestKind kind,
            Optional<Path> former,
            List<PlannedFile> planned,
            MonthDigestContents contents,
            Path target)
            throws IOException {
        try (Session session = duckDb.session(LIMIT)) {
            session.update(CREATE);
            former.ifPresent(path -> session.update(
                    kind == DigestKind.DELETES ? READ_NEWEST : READ_EACH + OF_POSTS, List.of(DuckDb.pattern(path))));
            for (List<PlannedFile> group : FileGroups.of(planned, FILES_AT_ONCE, files.capacity() / 2)) {
                try (LocalFiles.Pinned pinned = files.pin(group)) {
                    read(session, kind, group, pinned.paths().stream().map(DuckDb::pattern).toList());
                }
            }
            session.update(SORTED + (kind == DigestKind.DELETES ? NEWEST + "said" + BY_POST : EACH + "said") + BY_KEY);
            return write(session, contents, target);
        }
    }

    private static void read(Session session, DigestKind kind, List<PlannedFile> group, List<String> paths) {
        switch (kind) {
            case DELETES -> session.update(READ_NEWEST, paths);
            case VERSIONS -> readUntimely(session, READ_EACH + TimelyKeys.UNTIMELY, group, paths);
            case OVERSIZED ->
                readUntimely(session, READ_EACH + TimelyKeys.UNTIMELY + " AND " + OF_POSTS, group, paths);
        }
    }

    /** One by one: which keys are timely is a question of the file's hour. */
    private static void readUntimely(Session session, String sql, List<PlannedFile> group, List<String> paths) {
        for (int i = 0; i < paths.size(); i++) {
            List<String> bounds = TimelyKeys.bounds(group.get(i).file().hour());
            session.update(sql, List.of(paths.get(i)), bounds.getFirst(), bounds.getLast());
        }
    }

    private static long write(Session session, MonthDigestContents contents, Path target) throws IOException {
        long rows = session.list("SELECT count(*) FROM sorted", row -> row.getLong(1)).getFirst();
        try (MonthDigestWriter writer = MonthDigestWriter.open(contents, target)) {
            for (long start = 0; start < rows; start += ROWS_AT_ONCE) {
                List<Said> part = session.list(
                        PART,
                        row -> new Said(row.getString(1), row.getString(2), row.getString(3), Rows.instant(row, 4)),
                        start,
                        start + ROWS_AT_ONCE);
                for (Said one : part) {
                    writer.write(one.author, one.rkey, one.rev, one.indexedAt);
                }
            }
            if (writer.rows() != rows) {
                throw new IllegalStateException("of " + rows + " rows " + writer.rows() + " were written");
            }
        }
        return rows;
    }

    private record Said(String author, String rkey, String rev, Instant indexedAt) {}
}
