package dev.skytrove.query.feeds;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.AccountSql;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.keys.RecordKeyTime;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.time.Instant;
import java.util.List;

/**
 * Finds the posts that got the most likes in a span of time, among those whose keys say that they were made in it. All likes
 * are counted first, as they are; then those of the posts with the most exactly: without what was taken back, without
 * accounts that are not shown, each account once. That only lowers a count.
 */
final class LikeRanking {
    /** Longer ones are none of the network's posts. */
    private static final int LONGEST_URI = 512;

    private static final String COUNTED = "CREATE TEMP TABLE counted (uri VARCHAR, likes BIGINT)";

    private static final String COUNT = """
            INSERT INTO counted SELECT subject_uri, count(*) FROM %s
            WHERE indexed_at >= ? AND indexed_at < ? AND strlen(subject_uri) <= %d
                AND subject_uri LIKE 'at://%%/app.bsky.feed.post/%%' AND split_part(subject_uri, '/', 5) >= ?
            GROUP BY subject_uri
            """.formatted(LakeSql.PARQUET, LONGEST_URI);

    private static final String FIRSTS =
            "CREATE TEMP TABLE firsts AS SELECT uri FROM counted GROUP BY uri ORDER BY sum(likes) DESC, uri LIMIT ?";

    private static final String LIKED = "CREATE TEMP TABLE liked (uri VARCHAR, author_did VARCHAR, rkey VARCHAR, rev VARCHAR)";

    private static final String ADD = """
            INSERT INTO liked SELECT subject_uri, author_did, rkey, rev FROM %s
            WHERE indexed_at >= ? AND indexed_at < ? AND subject_uri IN (SELECT uri FROM firsts)
            """.formatted(LakeSql.PARQUET);

    private static final String TAKEN_BACK = """
            DELETE FROM liked WHERE rowid IN (
                SELECT l.rowid FROM liked l JOIN %s d ON d.rkey = l.rkey AND d.author_did = l.author_did
                WHERE d.rev >= l.rev AND d.collection = 'app.bsky.feed.like')
            """.formatted(LakeSql.PARQUET);

    private static final String STATUSES = """
            CREATE TEMP TABLE statuses (did VARCHAR,
                status STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, hides BOOLEAN))""";

    private static final String ADD_STATUSES = """
            INSERT INTO statuses SELECT did, max({%s, 'hides': %s}) FROM %s
            WHERE kind = 'account' AND did IN (SELECT author_did FROM liked) GROUP BY did
            """.formatted(AccountSql.PLACE, AccountSql.HIDES, LakeSql.PARQUET);

    private static final String RANKED = """
            CREATE TEMP TABLE ranked AS SELECT uri, count(DISTINCT author_did) AS likes FROM liked
            WHERE author_did NOT IN (SELECT did FROM statuses GROUP BY did HAVING max(status).hides)
            GROUP BY uri
            """;

    private final Session session;
    private final LakeReader reader;

    LikeRanking(Session session, LakeReader reader) {
        this.session = session;
        this.reader = reader;
    }

    /** Makes the table {@code ranked} of {@code uri} and {@code likes}, of so many posts at most. */
    void rank(List<PlannedFile> likes, FilePlan plan, AccountReader accounts, TimeRange range, int most) {
        Instant start = range.start();
        Instant end = range.end();
        session.update(COUNTED);
        reader.read(likes, paths -> session.update(COUNT, paths, start, end, RecordKeyTime.first(start)));
        session.update(FIRSTS, most);
        session.update("DROP TABLE counted");
        session.update(LIKED);
        reader.read(likes, paths -> session.update(ADD, paths, start, end));
        reader.read(plan.deletes(HourKey.of(start)), paths -> session.update(TAKEN_BACK, paths));
        session.update(STATUSES);
        accounts.read(paths -> session.update(ADD_STATUSES, paths));
        session.update(RANKED);
        session.update("DROP TABLE liked");
    }
}
