package dev.skytrove.query.dead;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.index.MonthDigestWriter;
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
     * Counts deletions by the hour of what they deleted, and by the day they came.
     *
     * @param deletes files of the table deletes
     * @param first the first hour of posts that matters
     * @param last the last one
     * @return of each hour how many there were on each day, by the day's number since 1970
     */
    public Map<HourKey, Map<Long, Long>> count(List<PlannedFile> deletes, HourKey first, HourKey last) {
        // Only hours that the lake has: keys are chosen by strangers.
        String sql =
                """
                SELECT hour, day, count(*) FROM (
                    SELECT %s AS hour, epoch(indexed_at)::BIGINT // 86400 AS day
                    FROM read_parquet(?, hive_partitioning = false, union_by_name = true)
                    WHERE collection = '%s' AND length(rkey) = 13)
                WHERE hour >= ? AND hour <= ? GROUP BY hour, day"""
                        .formatted(RecordKeyTime.hourSql("rkey"), MonthDigestWriter.COLLECTION);
        Map<HourKey, Map<Long, Long>> counts = new HashMap<>();
        for (List<PlannedFile> group : FileGroups.of(deletes, FILES_AT_ONCE, files.capacity() / 2)) {
            try (LocalFiles.Pinned pinned = files.pin(group);
                    Session session = duckDb.session(LIMIT)) {
                List<String> paths = new ArrayList<>();
                pinned.paths().forEach(path -> paths.add(DuckDb.pattern(path)));
                session.list(
                        sql,
                        row -> counts.computeIfAbsent(HourKey.ofNumber(row.getLong(1)), hour -> new HashMap<>())
                                .merge(row.getLong(2), row.getLong(3), Long::sum),
                        paths,
                        first.number(),
                        last.number());
            }
        }
        return counts;
    }
}
