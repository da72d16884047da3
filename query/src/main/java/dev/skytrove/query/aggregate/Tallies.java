package dev.skytrove.query.aggregate;

import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.filter.PostSql;
import dev.skytrove.query.fold.KeyCounting;
import dev.skytrove.query.fold.PostColumn;
import dev.skytrove.query.fold.PostFold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts posts by the keys of several aggregations into a temporary table each, with a row for each key of each part and,
 * where different authors are counted, for each author. Comes to all posts together.
 */
final class Tallies implements PostFold<Total> {
    private static final String TOTAL =
            "SELECT count(*), epoch_us(min(sort_at)), epoch_us(max(sort_at)) FROM matches";

    private static final PostColumn AUTHOR = PostColumn.of("author_did", "VARCHAR");

    private final String name;
    private final List<Aggregation> aggregations;
    private final boolean authors;
    private final List<String> measured;
    private final Optional<String> wanted;
    private final int top;
    private final OptionalInt telling;
    private Total total = Total.NONE;

    private Tallies(
            String name,
            List<Aggregation> aggregations,
            boolean authors,
            List<String> measured,
            Optional<String> wanted,
            int top) {
        this.name = name;
        this.aggregations = aggregations;
        this.authors = authors;
        this.measured = measured;
        this.wanted = wanted;
        this.top = top;
        this.telling = telling(aggregations);
    }

    /**
     * Counts all keys, or at least those with the most posts.
     *
     * @param authors whether different authors are counted
     * @param measured the features of which each value is counted, in the tables {@link #values}
     * @param top how many keys that are no times are looked at, beside whether there is one more
     */
    static Tallies all(
            String name, List<Aggregation> aggregations, boolean authors, List<String> measured, int top) {
        return new Tallies(name, aggregations, authors, measured, Optional.empty(), top);
    }

    /** Counts only keys whose values are in the tables {@code <wanted>_<number>}, if the aggregation has values. */
    static Tallies of(String name, List<Aggregation> aggregations, String wanted) {
        return new Tallies(name, aggregations, false, List.of(), Optional.of(wanted), 0);
    }

    /** The name of the table of an aggregation; its columns are those of {@link #keys} and {@code posts}. */
    String table(int number) {
        return name + "_" + number;
    }

    /**
     * The name of the table of the values of a feature; its columns are those of {@link #keys}, {@code value} and {@code
     * posts}.
     */
    static String values(String table, String feature) {
        return table + "_" + value(feature);
    }

    private static String value(String feature) {
        return "v_" + feature;
    }

    /** The names of the columns of an aggregation's keys. */
    static List<String> keys(Aggregation aggregation) {
        return aggregation.by().stream().map(Tallies::key).toList();
    }

    /** The name of the column of a dimension. */
    static String key(Dimension dimension) {
        return dimension.column("_key");
    }

    /** Keys with their types. */
    static List<String> typed(List<? extends Dimension> dimensions) {
        return dimensions.stream()
                .map(dimension -> key(dimension) + (dimension instanceof TimeDimension ? " BIGINT" : " VARCHAR"))
                .toList();
    }

    @Override
    public List<PostColumn> columns() {
        Map<String, PostColumn> columns = new LinkedHashMap<>();
        if (authors || aggregations.stream().anyMatch(aggregation -> aggregation.by().contains(ValueDimension.AUTHOR))) {
            columns.put(AUTHOR.name(), AUTHOR);
        }
        for (Aggregation aggregation : aggregations) {
            (isOfLists(aggregation) ? lists(aggregation) : keyColumns(aggregation))
                    .forEach(column -> columns.put(column.name(), column));
        }
        measured.forEach(feature -> columns.put(value(feature), new PostColumn(
                value(feature), "DOUBLE", PostSql.saidOf(feature))));
        return List.copyOf(columns.values());
    }

    @Override
    public Map<String, String> features() {
        Map<String, String> features = new LinkedHashMap<>();
        measured.forEach(feature -> features.put(feature, AggregateParser.MEASURES));
        for (Aggregation aggregation : aggregations) {
            for (KeyDimension dimension : aggregation.values()) {
                if (dimension instanceof FeatureDimension spans) {
                    features.put(spans.feature(), AggregateParser.BY);
                }
            }
        }
        return features;
    }

    @Override
    public boolean onlyReads() {
        return true;
    }

    @Override
    public boolean needsKeys() {
        return false;
    }

    @Override
    public Optional<KeyCounting> counting() {
        boolean counts = !authors
                && measured.isEmpty()
                && aggregations.stream()
                        .flatMap(aggregation -> aggregation.values().stream())
                        .allMatch(key -> key instanceof ValueDimension && key.column().isPresent());
        return counts
                ? Optional.of(new CountedTallies(this, aggregations, top, wanted, all -> total = all))
                : Optional.empty();
    }

    @Override
    public void begin(Session session) {
        for (int i = 0; i < aggregations.size(); i++) {
            List<String> columns = new ArrayList<>(typed(aggregations.get(i).by()));
            if (authors) {
                columns.add("author_did VARCHAR");
            }
            columns.add("posts BIGINT");
            session.update("CREATE TEMP TABLE " + table(i) + " (" + String.join(", ", columns) + ")");
            for (String feature : measured) {
                List<String> counted = new ArrayList<>(typed(aggregations.get(i).by()));
                counted.addAll(List.of("value DOUBLE", "posts BIGINT"));
                session.update("CREATE TEMP TABLE " + values(table(i), feature) + " (" + String.join(", ", counted) + ")");
            }
        }
    }

    @Override
    public void add(Session session) {
        Optional<Total> part = telling.isPresent() ? Optional.of(Total.NONE) : Optional.empty();
        for (int i = 0; i < aggregations.size(); i++) {
            if (isOfLists(aggregations.get(i))) {
                Total listed = addLists(session, i);
                part = part.or(() -> Optional.of(listed));
            } else {
                session.update(insert(i));
            }
            for (String feature : measured) {
                session.update(insert(i, feature));
            }
        }
        total = total.and(part.orElseGet(() -> session.list(TOTAL, Tallies::total).getFirst()));
    }

    private static List<PostColumn> keyColumns(Aggregation aggregation) {
        return aggregation.values().stream().flatMap(dimension -> dimension.column().stream()).toList();
    }

    /** What posts are grouped by first. */
    static List<PostColumn> lists(Aggregation aggregation) {
        return aggregation.values().stream()
                .flatMap(dimension -> dimension.source().or(dimension::column).stream())
                .toList();
    }

    /** Whether posts are counted by lists of which many have the same. */
    private boolean isOfLists(Aggregation aggregation) {
        return !authors
                && measured.isEmpty()
                && !aggregation.values().isEmpty()
                && aggregation.values().stream().allMatch(dimension -> dimension.column().isPresent());
    }

    /** Counts posts by whole lists first, all of them at once, and then what is in the lists. */
    private Total addLists(Session session, int number) {
        Aggregation aggregation = aggregations.get(number);
        String lists = table(number) + "_lists";
        List<String> columns = new ArrayList<>();
        aggregation.time().ifPresent(time -> columns.add(time.sql() + " AS " + key(time)));
        lists(aggregation).forEach(column -> columns.add(column.name()));
        session.update("CREATE TEMP TABLE " + lists + " AS SELECT " + String.join(", ", columns)
                + ", count(*) AS posts, min(sort_at) AS earliest, max(sort_at) AS latest FROM matches GROUP BY ALL");
        session.update("INSERT INTO " + table(number) + " SELECT " + String.join(", ", keys(aggregation))
                + ", sum(posts)::BIGINT AS posts FROM " + keyedLists(lists, aggregation) + restriction(number)
                + " GROUP BY ALL");
        Total all = session.list(
                        "SELECT coalesce(sum(posts), 0)::BIGINT, epoch_us(min(earliest)), epoch_us(max(latest)) FROM " + lists,
                        Tallies::total)
                .getFirst();
        session.update("DROP TABLE " + lists);
        return all;
    }

    @Override
    public Total end(Session session) {
        return telling.isPresent() ? told(session, telling.getAsInt()) : total;
    }

    /** To the span of time, as keys are. */
    private Total told(Session session, int number) {
        String key = keys(aggregations.get(number)).getFirst();
        String sql = "SELECT coalesce(sum(posts), 0)::BIGINT, min(" + key + "), max(" + key + ") FROM " + table(number);
        return session.list(sql, Tallies::total).getFirst();
    }

    /**
     * An aggregation that has all posts by spans of time, and those of all others are made of whole ones. With it there is no
     * need to look at all posts once more.
     */
    private static OptionalInt telling(List<Aggregation> aggregations) {
        return IntStream.range(0, aggregations.size())
                .filter(i -> aggregations.get(i).values().isEmpty())
                .filter(i -> aggregations.get(i).time().filter(time -> isFinest(time, aggregations)).isPresent())
                .findFirst();
    }

    private static boolean isFinest(TimeDimension time, List<Aggregation> aggregations) {
        return aggregations.stream().flatMap(other -> other.time().stream()).allMatch(time::divides);
    }

    private static Total total(ResultSet row) throws SQLException {
        long posts = row.getLong(1);
        return posts == 0 ? Total.NONE : new Total(posts, Optional.of(instant(row, 2)), Optional.of(instant(row, 3)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
    }

    private String insert(int number) {
        Aggregation aggregation = aggregations.get(number);
        List<String> columns = new ArrayList<>(keys(aggregation));
        if (authors) {
            columns.add("author_did");
        }
        columns.add("count(*) AS posts");
        return "INSERT INTO " + table(number) + " SELECT " + String.join(", ", columns) + " FROM " + keyed(aggregation)
                + restriction(number) + (columns.size() == 1 ? "" : " GROUP BY ALL");
    }

    private String insert(int number, String feature) {
        Aggregation aggregation = aggregations.get(number);
        List<String> columns = new ArrayList<>(keys(aggregation));
        columns.addAll(List.of(value(feature), "count(*) AS posts"));
        return "INSERT INTO " + values(table(number), feature) + " SELECT " + String.join(", ", columns) + " FROM "
                + keyed(aggregation) + " WHERE " + value(feature) + " IS NOT NULL GROUP BY ALL";
    }

    /** Groups with a row for each of their keys, made of the lists that posts are grouped by first. */
    static String keyedLists(String groups, Aggregation aggregation) {
        return keyed(listed(groups, aggregation), aggregation.values());
    }

    /** Groups with the lists of their keys, where they have only what these are made of. */
    private static String listed(String groups, Aggregation aggregation) {
        String made = aggregation.values().stream()
                .filter(dimension -> dimension.source().isPresent())
                .flatMap(dimension -> dimension.column().stream())
                .map(column -> ", " + column.select() + " AS " + column.name())
                .collect(Collectors.joining());
        return "(SELECT *" + made + " FROM " + groups + ")";
    }

    /** Posts with their keys, and no more of them than that: what is beside a list is copied for each of its values. */
    private String keyed(Aggregation aggregation) {
        List<String> columns = new ArrayList<>();
        aggregation.time().ifPresent(time -> columns.add("sort_at"));
        for (KeyDimension dimension : aggregation.values()) {
            columns.add(dimension.column().map(PostColumn::name).orElse(AUTHOR.name()));
        }
        if (authors) {
            columns.add(AUTHOR.name());
        }
        measured.forEach(feature -> columns.add(value(feature)));
        String some = columns.isEmpty()
                ? "matches"
                : "(SELECT " + columns.stream().distinct().collect(Collectors.joining(", ")) + " FROM matches)";
        return keyed(some, aggregation.by());
    }

    /** Rows with their keys; one list after the other, since two in one step would be taken side by side. */
    private static String keyed(String rows, List<? extends Dimension> dimensions) {
        String from = rows;
        for (Dimension dimension : dimensions) {
            String sql = switch (dimension) {
                case TimeDimension time -> time.sql();
                case KeyDimension key -> key.sql();
            };
            from = "(SELECT *, " + sql + " AS " + key(dimension) + " FROM " + from + ")";
        }
        return from;
    }

    private String restriction(int number) {
        List<String> values = aggregations.get(number).values().stream().map(Tallies::key).toList();
        if (wanted.isEmpty() || values.isEmpty()) {
            return "";
        }
        String keys = String.join(", ", values);
        return " SEMI JOIN " + wanted.get() + "_" + number + " USING (" + keys + ")";
    }
}
