package dev.skytrove.query.dead;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.keys.RecordKeyTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Estimates, from the keys of what was deleted, how many posts of each hour are gone. */
public final class DeletedPosts {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int FILES_AT_ONCE = 64;

    private final DuckDb duckDb;
    private final LocalFiles files;

    /** @param files of the same lake, whose directory DuckDB may read */
    public DeletedPosts(DuckDb duckDb, LocalFiles files) {
        this.duckDb = duckDb;
        this.files = files;
    }

    /**
     * Counts deletions by the hour of what they deleted.
     *
     * @param deletes files of the table deletes
     * @param first the first hour of posts that matters
     * @param last the last one
     */
    public Map<HourKey, Long> count(List<PlannedFile> deletes, HourKey first, HourKey last) {
        // Only hours that the lake has: keys are chosen by strangers.
        String sql =
                """
                SELECT hour, count(*) FROM (
                    SELECT %s AS hour FROM read_parquet(?, hive_partitioning = false, union_by_name = true)
                    WHERE collection = 'app.bsky.feed.post' AND length(rkey) = 13)
                WHERE hour >= ? AND hour <= ? GROUP BY hour"""
                        .formatted(RecordKeyTime.hourSql("rkey"));
        Map<HourKey, Long> counts = new HashMap<>();
        for (List<PlannedFile> group : FileGroups.of(deletes, FILES_AT_ONCE, files.capacity() / 2)) {
            try (LocalFiles.Pinned pinned = files.pin(group);
                    Session session = duckDb.session(LIMIT)) {
                List<String> paths = new ArrayList<>();
                pinned.paths().forEach(path -> paths.add(DuckDb.pattern(path)));
                session.list(
                        sql,
                        row -> counts.merge(HourKey.ofNumber(row.getLong(1)), row.getLong(2), Long::sum),
                        paths,
                        first.number(),
                        last.number());
            }
        }
        return counts;
    }
}
