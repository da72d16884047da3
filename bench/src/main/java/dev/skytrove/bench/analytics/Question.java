package dev.skytrove.bench.analytics;

import java.nio.file.Path;
import java.util.List;

/**
 * One of the five queries of JSONBench (github.com/ClickHouse/JSONBench).
 *
 * @param name for people
 * @param lake its SQL over the tables of a lake; {@code {table}} stands for one
 * @param lines its SQL over {@code {lines}}
 */
record Question(String name, String lake, String lines) {
    /** Tables of one collection each do not keep whether a row was created or changed: of these, all rows count in both. */
    private static final String CREATED = "(operation = 'create' OR (operation = 'update' AND collection IN ('app.bsky.feed.like',"
            + " 'app.bsky.feed.repost', 'app.bsky.graph.follow', 'app.bsky.graph.block', 'app.bsky.actor.profile')))";

    private static final String BY_COLLECTION = " GROUP BY 1 ORDER BY 2 DESC, 1";

    static List<Question> all() {
        return List.of(byCollection(), creators(), hours(), firstPosts(), longestSpans());
    }

    /** The SQL over a file of events. */
    String ofLines(Path file) {
        return lines.replace("{lines}", """
                (SELECT did, time_us, kind, commit.operation AS operation, commit.collection AS collection
                FROM read_json('%s', format = 'newline_delimited', maximum_object_size = 16777216, columns = {did: 'VARCHAR',
                    time_us: 'BIGINT', kind: 'VARCHAR', commit: 'STRUCT(operation VARCHAR, collection VARCHAR)'}))"""
                .formatted(file.toString().replace("'", "''")));
    }

    private static Question byCollection() {
        return new Question(
                "events per collection",
                """
                SELECT collection, sum(n)::BIGINT FROM (
                    SELECT 'app.bsky.feed.post' AS collection, count(*) AS n FROM {posts}
                    UNION ALL SELECT 'app.bsky.feed.like', count(*) FROM {likes}
                    UNION ALL SELECT 'app.bsky.feed.repost', count(*) FROM {reposts}
                    UNION ALL SELECT 'app.bsky.graph.follow', count(*) FROM {follows}
                    UNION ALL SELECT 'app.bsky.graph.block', count(*) FROM {blocks}
                    UNION ALL SELECT 'app.bsky.actor.profile', count(*) FROM {profiles}
                    UNION ALL SELECT NULL, count(*) FROM {accounts}
                    UNION ALL SELECT collection, count(*) FROM {others} GROUP BY 1
                    UNION ALL SELECT collection, count(*) FROM {deletes} GROUP BY 1
                    UNION ALL SELECT collection, count(*) FROM {oversized} WHERE kind = 'commit' GROUP BY 1)
                WHERE n > 0""" + BY_COLLECTION,
                "SELECT collection, count(*) FROM {lines}" + BY_COLLECTION);
    }

    private static Question creators() {
        return new Question(
                "creates and authors",
                """
                SELECT * FROM (
                    SELECT 'app.bsky.feed.post' AS collection, count(*) AS n, count(DISTINCT author_did) FROM {posts}
                        WHERE operation = 'create'
                    UNION ALL SELECT 'app.bsky.feed.like', count(*), count(DISTINCT author_did) FROM {likes}
                    UNION ALL SELECT 'app.bsky.feed.repost', count(*), count(DISTINCT author_did) FROM {reposts}
                    UNION ALL SELECT 'app.bsky.graph.follow', count(*), count(DISTINCT follower_did) FROM {follows}
                    UNION ALL SELECT 'app.bsky.graph.block', count(*), count(DISTINCT blocker_did) FROM {blocks}
                    UNION ALL SELECT 'app.bsky.actor.profile', count(*), count(DISTINCT did) FROM {profiles}
                    UNION ALL SELECT collection, count(*), count(DISTINCT author_did) FROM {others}
                        WHERE operation = 'create' GROUP BY 1)
                WHERE n > 0 ORDER BY 2 DESC, 1""",
                "SELECT collection, count(*), count(DISTINCT did) FROM {lines} WHERE kind = 'commit' AND " + CREATED
                        + BY_COLLECTION);
    }

    private static Question hours() {
        return new Question(
                "creates by hour of day",
                """
                SELECT collection, epoch_us(indexed_at) // 3600000000 % 24 AS hour, count(*) FROM (
                    SELECT 'app.bsky.feed.post' AS collection, indexed_at FROM {posts} WHERE operation = 'create'
                    UNION ALL SELECT 'app.bsky.feed.repost', indexed_at FROM {reposts}
                    UNION ALL SELECT 'app.bsky.feed.like', indexed_at FROM {likes})
                GROUP BY ALL ORDER BY 2, 1""",
                "SELECT collection, time_us // 3600000000 % 24 AS hour, count(*) FROM {lines} WHERE kind = 'commit' AND "
                        + CREATED + " AND collection IN ('app.bsky.feed.post', 'app.bsky.feed.repost', 'app.bsky.feed.like')"
                        + " GROUP BY ALL ORDER BY 2, 1");
    }

    private static Question firstPosts() {
        return new Question(
                "earliest first posts",
                "SELECT author_did, epoch_us(min(indexed_at)) FROM {posts} WHERE operation = 'create'"
                        + " GROUP BY 1 ORDER BY 2, 1 LIMIT 3",
                "SELECT did, min(time_us) FROM {lines} WHERE kind = 'commit' AND operation = 'create'"
                        + " AND collection = 'app.bsky.feed.post' GROUP BY 1 ORDER BY 2, 1 LIMIT 3");
    }

    private static Question longestSpans() {
        return new Question(
                "longest spans of posts",
                "SELECT author_did, epoch_us(max(indexed_at)) - epoch_us(min(indexed_at)) FROM {posts}"
                        + " WHERE operation = 'create' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3",
                "SELECT did, max(time_us) - min(time_us) FROM {lines} WHERE kind = 'commit' AND operation = 'create'"
                        + " AND collection = 'app.bsky.feed.post' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3");
    }
}
