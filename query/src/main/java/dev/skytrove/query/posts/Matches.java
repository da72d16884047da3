package dev.skytrove.query.posts;

import dev.skytrove.lake.Table;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.filter.ConditionSql;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.index.RowRange;
import dev.skytrove.query.read.LakeSql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The posts found so far, in a temporary table. They arrive in rounds; a round's posts all lie behind those of the
 * round before.
 */
public final class Matches {
    /** What is read of a post, in the order of {@link PostRows}. */
    public static final String COLUMNS = PostField.names(PostField.columns());

    /** SQL of what the column {@code uri} of posts says, too: it takes about as long to read as all other keys together. */
    public static final String URI = "'at://' || author_did || '/app.bsky.feed.post/' || rkey";

    /** All that an answer shows of a post. */
    public static final Shape POSTS_SHAPE = new Shape(URI + " AS " + COLUMNS, PostField.declared(PostField.columns()));

    private static final String POSTS = LakeSql.rows(Table.POSTS);

    private static final String NUMBERED_POSTS = LakeSql.numberedRows(Table.POSTS);

    /**
     * Where neither conditions nor what is kept need a column that was added later. DuckDB evaluates few conditions where it
     * reads if what it reads is part of a union, and then reads all columns of all rows.
     */
    private static final String FIRST_COLUMNS = LakeSql.PARQUET;

    /** Up to so many posts are the first in order of what is read; more are all that is read. */
    private static final int SMALL_RESULT = 4096;

    /** Versions of a post may share their place: where a cut falls between them, the one that counts is kept. */
    private static final String VERSIONS = ", rev DESC, indexed_at DESC";

    /** Which rows are in a {@link Span}. */
    public static final String IN_SPAN = "round = ? AND sort_at >= ? AND sort_at < ?";

    private final Session session;
    private final MemoryMode mode;
    private final Order order;
    private final Shape shape;
    private final boolean keepsAdded;

    /**
     * What is kept of a post.
     *
     * @param select SQL over columns of posts, one after the other
     * @param columns names and types for these, among them {@code uri}, {@code author_did}, {@code rkey}, {@code rev}, {@code
     *     indexed_at} and {@code sort_at}
     */
    public record Shape(String select, String columns) {
        private String create() {
            return "CREATE TEMP TABLE matches (" + columns + ", round INTEGER)";
        }
    }

    /**
     * A part of the posts found.
     *
     * @param round that found them
     * @param start the earliest {@code sort_at}
     * @param end the first {@code sort_at} after them
     */
    public record Span(int round, Instant start, Instant end) {
        /** All of a round. */
        public static Span of(int round) {
            return new Span(round, TimeRange.ALL.start(), TimeRange.ALL.end());
        }

        /** What is left of it behind its first part. */
        public Span behind(Span first, Order order) {
            return switch (order) {
                case NEWEST -> new Span(round, start, first.start);
                case OLDEST -> new Span(round, first.end, end);
            };
        }

        public boolean isEmpty() {
            return !start.isBefore(end);
        }
    }

    private Matches(Session session, MemoryMode mode, Order order, Shape shape) {
        this.session = session;
        this.mode = mode;
        this.order = order;
        this.shape = shape;
        this.keepsAdded = LakeSql.namesAdded(Table.POSTS, shape.select);
    }

    /** An empty table of posts with all that an answer shows. */
    public static Matches create(Session session, MemoryMode mode, Order order) {
        return create(session, mode, order, POSTS_SHAPE);
    }

    /** An empty table. */
    public static Matches create(Session session, MemoryMode mode, Order order, Shape shape) {
        session.update(shape.create());
        return new Matches(session, mode, order, shape);
    }

    /** SQL that puts posts in order. */
    public static String by(Order order) {
        return switch (order) {
            case NEWEST -> " ORDER BY sort_at DESC, uri";
            case OLDEST -> " ORDER BY sort_at, uri";
        };
    }

    /** The order of the posts. */
    public Order order() {
        return order;
    }

    /** Ends the table. */
    public void drop() {
        session.update("DROP TABLE matches");
    }

    /** Forgets all posts. Deleted rows would keep their memory. */
    public void clear() {
        drop();
        session.update(shape.create());
    }

    /**
     * Adds posts of files that pass a filter.
     *
     * @param most how many of them at most, the first in order; a great number means all of them, since choosing would
     *     cost more memory than keeping
     * @return how many were added
     */
    public long add(int round, List<String> paths, PostFilter filter, int most) {
        Union union = new Union(round, paths);
        filter.parts().forEach(part -> union.add(needsAdded(filter) ? POSTS : FIRST_COLUMNS, "", part));
        return add(union, most);
    }

    /**
     * Adds posts among some rows of a file that pass a filter.
     *
     * @param rows at least one range, in order
     * @param most as above
     * @return how many were added
     */
    public long add(int round, List<String> path, List<RowRange> rows, PostFilter filter, int most) {
        Union union = new Union(round, path);
        String inRange = isAmong(rows) + " AND ";
        filter.parts().forEach(part -> union.add(needsAdded(filter) ? NUMBERED_POSTS : FIRST_COLUMNS, inRange, part));
        return add(union, most);
    }

    private boolean needsAdded(PostFilter filter) {
        return keepsAdded
                || filter.readsText()
                || filter.parts().stream().anyMatch(part -> LakeSql.namesAdded(Table.POSTS, part.sql()));
    }

    /**
     * SQL of whether a row of a file is in one of some ranges, at least one, in order. The first and the last of all rule out
     * row groups, which those of each do not.
     */
    public static String isAmong(List<RowRange> rows) {
        return isBetween(rows.getFirst().first(), rows.getLast().end()) + " AND "
                + rows.stream()
                        .map(range -> isBetween(range.first(), range.end()))
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** Numbers of ours. */
    private static String isBetween(long first, long end) {
        return "(file_row_number >= " + first + " AND file_row_number < " + end + ")";
    }

    /** Selects one after the other. */
    private final class Union {
        private final int round;
        private final List<String> paths;
        private final List<String> parts = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        Union(int round, List<String> paths) {
            this.round = round;
            this.paths = paths;
        }

        void add(String posts, String condition, ConditionSql.Part part) {
            parts.add("SELECT " + shape.select + ", ?::INTEGER AS round FROM " + posts + " WHERE " + condition + part.sql());
            parameters.add(round);
            parameters.add(paths);
            parameters.addAll(part.parameters());
        }
    }

    private long add(Union union, int most) {
        List<Object> parameters = union.parameters;
        String sql = "INSERT INTO matches SELECT * FROM (" + String.join(" UNION ALL ", union.parts) + ")";
        if (isSmall(most)) {
            sql += by(order) + VERSIONS + " LIMIT ?";
            parameters.add(most);
        }
        return session.update(sql, parameters.toArray());
    }

    /** How many posts of a round are not behind a time: from it on, newest first; before it, oldest first. */
    int countKnown(int round, Instant start) {
        return count("SELECT count(*) FROM matches WHERE round = ? AND sort_at " + known() + " ?", round, start);
    }

    private String known() {
        return order == Order.NEWEST ? ">=" : "<";
    }

    private String unknown() {
        return order == Order.NEWEST ? "<" : ">=";
    }

    /**
     * The {@code sort_at} of a round's {@code most}-th post; empty if it has fewer, or {@code most} is a great number.
     *
     * @param most as given to {@link #add}: an earlier post is then not among the first in order
     */
    Optional<Instant> last(int round, int most) {
        if (!isSmall(most)) {
            return Optional.empty();
        }
        String sql = "SELECT sort_at FROM matches WHERE round = ?" + by(order) + VERSIONS + " LIMIT 1 OFFSET ?";
        return session.list(sql, row -> Rows.instant(row, 1), round, most - 1).stream().findFirst();
    }

    /** A part of a span: the first {@code most} of its posts, and more only where they share a {@code sort_at}. */
    public Span first(Span span, int most) {
        String sql = "SELECT sort_at FROM matches WHERE " + IN_SPAN + by(order) + " LIMIT 1 OFFSET ?";
        Optional<Instant> last = session
                .list(sql, row -> Rows.instant(row, 1), span.round, span.start, span.end, most - 1)
                .stream()
                .findFirst();
        return switch (order) {
            case NEWEST -> new Span(span.round, last.orElse(span.start), span.end);
            case OLDEST ->
                new Span(span.round, span.start, last.map(end -> end.plus(1, ChronoUnit.MICROS)).orElse(span.end));
        };
    }

    /** How many posts there are. */
    public int count() {
        return count("SELECT count(*) FROM matches");
    }

    /**
     * Ends a round of which all posts that are not behind a time were found: forgets those that may have gaps between them.
     *
     * @param most as given to {@link #add}
     * @return where the next round starts
     */
    Position cut(int round, Instant start, int most) {
        if (isSmall(most)) {
            return cut(round, most);
        }
        session.update("DELETE FROM matches WHERE round = ? AND sort_at " + unknown() + " ?", round, start);
        return order == Order.NEWEST ? Position.behind(start) : new Position(start, "");
    }

    /**
     * Ends a round that has seen all files.
     *
     * @param most as given to {@link #add}
     * @return where the next round starts; empty if there is nothing more to find
     */
    Optional<Position> cutLast(int round, int most) {
        boolean all = !isSmall(most) || count("SELECT count(*) FROM matches WHERE round = ?", round) < most;
        return all ? Optional.empty() : Optional.of(cut(round, most));
    }

    /** The oldest {@code indexed_at} of a span's posts; empty if it has none. */
    public Optional<Instant> oldestIndexedAt(Span span) {
        String sql = "SELECT min(indexed_at) FROM matches WHERE " + IN_SPAN + " HAVING count(*) > 0";
        return session.list(sql, row -> Rows.instant(row, 1), span.round, span.start, span.end).stream().findFirst();
    }

    private boolean isSmall(int most) {
        return mode == MemoryMode.USUAL && most <= SMALL_RESULT;
    }

    /** All versions of the last post stay: which of them counts is found out with the hidden ones. */
    private Position cut(int round, int most) {
        String last = "SELECT sort_at, uri FROM matches WHERE round = ?" + by(order) + " LIMIT 1 OFFSET ?";
        Position place = session.list(
                        last, row -> new Position(Rows.instant(row, 1), row.getString(2)), round, most - 1)
                .getFirst();
        session.update(
                "DELETE FROM matches WHERE round = ? AND (sort_at " + (order == Order.NEWEST ? "<" : ">")
                        + " ? OR (sort_at = ? AND uri > ?))",
                round, place.sortAt(), place.sortAt(), place.uri());
        return place;
    }

    private int count(String sql, Object... parameters) {
        return session.list(sql, row -> row.getInt(1), parameters).getFirst();
    }
}
