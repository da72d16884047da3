package dev.skytrove.query.page;

import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.Portion;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.Ranking;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.filter.ConditionSql;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.filter.PostSql;
import dev.skytrove.query.fold.PostColumn;
import dev.skytrove.query.fold.PostFold;
import dev.skytrove.query.fold.PostFolder;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the posts that come first by rank behind a place, in the temporary table {@value #BEST}: those that a page needs, and
 * never more than as many again and what is found at once. Comes to how many there are in the table, at most one more than
 * needed.
 */
public final class RankedPosts implements PostFold<Integer> {
    /** What a page shows of each, in the order of {@link PostRows}, and its rank. */
    static final String BEST = "best";

    /** The order. */
    static final String BY_RANK = " ORDER BY rank, uri";

    /** The feature that likes are. */
    private static final String LIKES = "like_count";

    /** More likes than anything has: ranks are whole numbers. */
    private static final String MOST_LIKES = "1e15";

    private static final int RANDOM_DIGITS = 13;

    /** What hides posts is read anew for so many, unless a page needs more. */
    private static final int FOLDED = 1 << 12;

    /** How many are sorted at a time. */
    private static final int SORTED = 1 << 12;

    private static final String KEYS = "CREATE TEMP TABLE keys AS SELECT rowid AS id FROM " + BEST + BY_RANK;
    private static final String PAGE = "CREATE TEMP TABLE page AS SELECT * FROM " + BEST + " LIMIT 0";
    private static final String ADD_SOME = "INSERT INTO page SELECT * FROM " + BEST
            + " WHERE rowid IN (SELECT id FROM keys WHERE rowid >= ? AND rowid < ?)" + BY_RANK;

    private static final String FIRST = "CREATE TEMP TABLE first AS SELECT * FROM " + BEST
            + " WHERE rank < ? OR (rank = ? AND uri <= ?)";

    private final Ranking ranking;
    private final Position after;
    private final int limit;
    private long count;

    /** The last post that may be needed, once there are enough. */
    private Optional<Position> last = Optional.empty();

    /**
     * @param after only posts behind this place
     * @param limit how many posts are needed; one more tells whether there are more
     */
    public RankedPosts(Ranking ranking, Position after, int limit) {
        this.ranking = ranking;
        this.after = after;
        this.limit = limit;
    }

    @Override
    public List<PostColumn> columns() {
        List<PostColumn> columns = new ArrayList<>();
        for (PostField field : PostField.columns()) {
            columns.add(PostColumn.of(field.label(), field.type().sql()));
        }
        columns.add(new PostColumn("rank", "BIGINT", rank()));
        return columns;
    }

    @Override
    public Map<String, String> features() {
        return switch (ranking) {
            case Ranking.Random _ -> Map.of();
            case Ranking.Likes _ -> Map.of(LIKES, "sort");
        };
    }

    @Override
    public void begin(Session session) {
        session.update("CREATE TEMP TABLE " + BEST + " (" + Matches.POSTS_SHAPE.columns() + ", handle VARCHAR, rank BIGINT)");
    }

    @Override
    public void add(Session session) {
        count += session.update(
                "INSERT INTO " + BEST + " " + Accounts.postsWithHandles(", rank")
                        + " WHERE rank >= ? AND (rank > ? OR uri > ?)",
                after.rank(), after.rank(), after.uri());
        if (count > 2L * limit) {
            cut(session);
        }
    }

    @Override
    public Integer end(Session session) {
        if (count > limit + 1L) {
            cut(session);
        }
        return (int) count;
    }

    /** What is still needed of posts that are yet to be read. */
    public PostFolder.Narrowing narrowing() {
        return new PostFolder.Narrowing(Math.max(FOLDED, 2 * limit), () -> last.flatMap(this::upTo));
    }

    /** The place of one of the posts. */
    public Position place(Session session, String uri) {
        return session.list("SELECT rank FROM " + BEST + " WHERE uri = ?", row -> Position.ranked(row.getLong(1), uri), uri)
                .getFirst();
    }

    /** Puts the posts in order, from where they are read part by part. */
    public SortedPosts sorted(Session session, MemoryMode mode) {
        session.update(KEYS);
        session.update(PAGE);
        Portion portion = new Portion(SORTED, SORTED);
        int sorted = 0;
        while (sorted < count) {
            try {
                sorted += (int) session.update(ADD_SOME, sorted, sorted + portion.size());
                portion.succeeded();
            } catch (QueryStoppedException e) {
                portion.requireReduced(e);
            }
        }
        session.update("DROP TABLE " + BEST);
        return new SortedPosts(session, mode, sorted, limit, SortedPosts.BY_RANK);
    }

    /** Keeps as many as are needed. Deleted rows would keep their memory. */
    private void cut(Session session) {
        Position end = session.list(
                        "SELECT rank, uri FROM " + BEST + BY_RANK + " LIMIT 1 OFFSET ?",
                        row -> Position.ranked(row.getLong(1), row.getString(2)),
                        limit)
                .getFirst();
        count = session.update(FIRST, end.rank(), end.rank(), end.uri());
        session.update("DROP TABLE " + BEST);
        session.update("ALTER TABLE first RENAME TO " + BEST);
        last = Optional.of(end);
    }

    /** SQL of the rank. The key is digits of ours, whatever the seed is. */
    private String rank() {
        return switch (ranking) {
            case Ranking.Random random -> "('0x' || " + digits(random) + ")::BIGINT";
            case Ranking.Likes _ -> "coalesce(-floor(" + PostSql.said(likes()) + ")::BIGINT, 1)";
        };
    }

    /** Null stays null; least and greatest would leave it out. */
    private static String likes() {
        String column = FeatureReader.column(LIKES);
        return "CASE WHEN " + column + " > " + MOST_LIKES + " THEN " + MOST_LIKES + " WHEN " + column + " < 0 THEN 0 ELSE "
                + column + " END";
    }

    private static String digits(Ranking.Random random) {
        return "left(md5('" + random.key() + "' || uri), " + RANDOM_DIGITS + ")";
    }

    /** What rules out most posts that lie behind a place, and none that does not; of one column, so that others are not read. */
    private Optional<ConditionSql.Part> upTo(Position end) {
        return switch (ranking) {
            case Ranking.Random random ->
                Optional.of(new ConditionSql.Part(
                        digits(random) + " <= ?", List.of(String.format(Locale.ROOT, "%013x", end.rank()))));
            case Ranking.Likes _ when end.rank() > 0 -> Optional.empty();
            case Ranking.Likes _ -> {
                String enough = end.rank() == 0 ? " IS NOT NULL" : " >= " + -end.rank();
                yield Optional.of(
                        new ConditionSql.Part(PostSql.isSaid(FeatureReader.column(LIKES) + enough), List.of()));
            }
        };
    }
}
