package dev.skytrove.query.dead;

import dev.skytrove.lake.index.DeletesDigestContents;
import dev.skytrove.lake.index.DeletesDigestWriter;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes what files of deletes say of posts into one: of each post that was deleted the row of the highest {@code rev}, in the
 * order of their keys.
 */
public final class DeletesDigester {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int FILES_AT_ONCE = 64;

    /** So many rows are in memory at a time. */
    private static final int ROWS_AT_ONCE = 50_000;

    private static final String CREATE =
            "CREATE TEMP TABLE said (author_did VARCHAR, rkey VARCHAR, rev VARCHAR, indexed_at TIMESTAMPTZ)";

    private static final String NEWEST = "SELECT author_did, rkey, max(rev) AS rev, max(indexed_at) AS indexed_at FROM ";
    private static final String BY_POST = " GROUP BY author_did, rkey";
    private static final String READ = "INSERT INTO said " + NEWEST
            + "read_parquet(?, hive_partitioning = false, union_by_name = true) WHERE collection = '" + DeletesDigestWriter.COLLECTION
            + "'" + BY_POST;
    private static final String SORT =
            "CREATE TEMP TABLE sorted AS " + NEWEST + "said" + BY_POST + " ORDER BY rkey, author_did";
    private static final String PART =
            "SELECT author_did, rkey, rev, indexed_at FROM sorted WHERE rowid >= ? AND rowid < ? ORDER BY rowid";

    private final DuckDb duckDb;
    private final LocalFiles files;

    /** @param files of the same lake, whose directory DuckDB may read */
    public DeletesDigester(DuckDb duckDb, LocalFiles files) {
        this.duckDb = duckDb;
        this.files = files;
    }

    /**
     * Writes a digest.
     *
     * @param former one that is to be in it, on the local disk; DuckDB may read it
     * @param deletes files of deletes
     * @param contents what the new file says of itself
     * @param target where it is to be
     * @return how many rows it has
     * @throws dev.skytrove.query.duckdb.QueryFailedException if one of them cannot be read
     */
    public long write(
            Optional<Path> former, List<PlannedFile> deletes, DeletesDigestContents contents, Path target)
            throws IOException {
        try (Session session = duckDb.session(LIMIT)) {
            session.update(CREATE);
            former.ifPresent(path -> session.update(READ, List.of(DuckDb.pattern(path))));
            for (List<PlannedFile> group : FileGroups.of(deletes, FILES_AT_ONCE, files.capacity() / 2)) {
                try (LocalFiles.Pinned pinned = files.pin(group)) {
                    session.update(READ, pinned.paths().stream().map(DuckDb::pattern).toList());
                }
            }
            session.update(SORT);
            return write(session, contents, target);
        }
    }

    private static long write(Session session, DeletesDigestContents contents, Path target) throws IOException {
        long rows = session.list("SELECT count(*) FROM sorted", row -> row.getLong(1)).getFirst();
        try (DeletesDigestWriter writer = DeletesDigestWriter.open(contents, target)) {
            for (long start = 0; start < rows; start += ROWS_AT_ONCE) {
                List<Deleted> part = session.list(
                        PART,
                        row -> new Deleted(row.getString(1), row.getString(2), row.getString(3), Rows.instant(row, 4)),
                        start,
                        start + ROWS_AT_ONCE);
                for (Deleted one : part) {
                    writer.write(one.author, one.rkey, one.rev, one.indexedAt);
                }
            }
            if (writer.rows() != rows) {
                throw new IllegalStateException("of " + rows + " rows " + writer.rows() + " were written");
            }
        }
        return rows;
    }

    private record Deleted(String author, String rkey, String rev, Instant indexedAt) {}
}
