package dev.skytrove.query.aggregate;

import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads the buckets of one aggregation from its tally. */
final class TallyReader {
    private final Session session;
    private final Aggregation aggregation;
    private final String tally;
    private final String wanted;

    /**
     * @param tally the table that {@link Tallies} filled
     * @param wanted the name of a table for the keys that are shown, where these are no times
     */
    TallyReader(Session session, Aggregation aggregation, String tally, String wanted) {
        this.session = session;
        this.aggregation = aggregation;
        this.tally = tally;
        this.wanted = wanted;
    }

    /** How many posts each key has. */
    static Map<List<Key>, Long> counts(Session session, Aggregation aggregation, String tally) {
        List<String> keys = Tallies.keys(aggregation);
        String group = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
        String sql = "SELECT " + columns(keys) + "coalesce(sum(posts), 0)::BIGINT FROM " + tally + group;
        Map<List<Key>, Long> counts = new HashMap<>();
        session.list(sql, row -> counts.put(key(row, aggregation), row.getLong(keys.size() + 1)));
        return counts;
    }

    /** The buckets that a request asks for, without shares. */
    Buckets read(AggregateRequest request, TimeRange range, Total total) {
        boolean authors = request.asks(Measure.AUTHORS);
        List<KeyDimension> values = aggregation.values();
        if (values.isEmpty()) {
            List<Bucket> counted = buckets("", authors);
            return aggregation.time().isPresent()
                    ? Buckets.overTime(aggregation, range, total, List.of(), counted, authors, false)
                    : new Buckets(aggregation, counted, false);
        }
        boolean truncated = chooseWanted(request, total.posts());
        List<Bucket> counted = buckets(" SEMI JOIN " + wanted + " USING (" + valueKeys() + ")", authors);
        List<List<Key>> ranked = ranked();
        return aggregation.time().isPresent()
                ? Buckets.overTime(aggregation, range, total, ranked, counted, authors, truncated)
                : Buckets.ranked(aggregation, ranked, counted, truncated);
    }

    /** What is told of the features of each bucket, after {@link #read}. */
    Map<List<Key>, List<OptionalDouble>> values(List<FeatureMeasure> measures) {
        Map<List<Key>, List<OptionalDouble>> values = new HashMap<>();
        for (int i = 0; i < measures.size(); i++) {
            int place = i;
            values(measures.get(i)).forEach((key, value) -> values.computeIfAbsent(
                            key, some -> new ArrayList<>(Collections.nCopies(measures.size(), OptionalDouble.empty())))
                    .set(place, value));
        }
        return values;
    }

    /** Cumulated in a sort, which may lie on disk: no value is held in memory for a quantile. */
    private Map<List<Key>, OptionalDouble> values(FeatureMeasure measure) {
        List<String> keys = Tallies.keys(aggregation);
        String by = String.join(", ", keys);
        String partition = keys.isEmpty() ? "" : "PARTITION BY " + by;
        String restriction = aggregation.values().isEmpty() ? "" : " SEMI JOIN " + wanted + " USING (" + valueKeys() + ")";
        String sql = "SELECT " + columns(keys) + measure.sql() + " FROM (SELECT *, sum(posts) OVER (" + partition
                + " ORDER BY value) AS upto, sum(posts) OVER (" + partition + ") AS total FROM (SELECT " + columns(keys)
                + "value, sum(posts) AS posts FROM " + Tallies.values(tally, measure.feature()) + restriction + " GROUP BY "
                + columns(keys) + "value))" + (keys.isEmpty() ? "" : " GROUP BY " + by);
        Map<List<Key>, OptionalDouble> values = new HashMap<>();
        session.list(sql, row -> values.put(key(row, aggregation), value(row, keys.size() + 1)));
        return values;
    }

    private static OptionalDouble value(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Puts the keys with the most posts into a table; returns whether there are more. */
    private boolean chooseWanted(AggregateRequest request, long total) {
        String columns = String.join(", ", Tallies.typed(aggregation.values()));
        session.update("CREATE TEMP TABLE " + wanted + " (" + columns + ", rank BIGINT)");
        if (request.minCount() > total) {
            return false;
        }
        session.update(
                "INSERT INTO " + wanted + " SELECT " + valueKeys() + ", row_number() OVER (ORDER BY total DESC, " + valueKeys()
                        + ") FROM (SELECT " + valueKeys() + ", sum(posts) AS total FROM " + tally + " GROUP BY "
                        + valueKeys() + " HAVING total >= ? ORDER BY total DESC, " + valueKeys() + " LIMIT ?)",
                request.minCount(), request.top() + 1);
        return session.update("DELETE FROM " + wanted + " WHERE rank > ?", request.top()) > 0;
    }

    /** The keys that are shown, in their order. */
    private List<List<Key>> ranked() {
        int count = aggregation.values().size();
        return session.list("SELECT " + valueKeys() + " FROM " + wanted + " ORDER BY rank", row -> values(row, count));
    }

    private List<Bucket> buckets(String restriction, boolean authors) {
        List<String> keys = Tallies.keys(aggregation);
        String group = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
        String from = tally;
        String measured = "coalesce(sum(posts), 0)::BIGINT";
        if (authors) {
            from = "(SELECT " + columns(keys) + "author_did AS author, sum(posts) AS posts FROM " + tally + " GROUP BY "
                    + columns(keys) + "author_did)";
            measured += ", count(*)";
        }
        String sql = "SELECT " + columns(keys) + measured + " FROM " + from + restriction + group;
        return session.list(sql, row -> bucket(row, keys.size(), authors));
    }

    private Bucket bucket(ResultSet row, int keys, boolean authors) throws SQLException {
        return new Bucket(
                key(row, aggregation),
                row.getLong(keys + 1),
                authors ? OptionalLong.of(row.getLong(keys + 2)) : OptionalLong.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    private static List<Key> key(ResultSet row, Aggregation aggregation) throws SQLException {
        List<Key> key = new ArrayList<>();
        for (Dimension dimension : aggregation.by()) {
            int column = key.size() + 1;
            key.add(switch (dimension) {
                case TimeDimension _ -> new Key.Time(Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS));
                case KeyDimension _ -> new Key.Value(row.getString(column));
            });
        }
        return List.copyOf(key);
    }

    private static List<Key> values(ResultSet row, int count) throws SQLException {
        List<Key> key = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            key.add(new Key.Value(row.getString(i)));
        }
        return List.copyOf(key);
    }

    private String valueKeys() {
        return aggregation.values().stream().map(Tallies::key).collect(Collectors.joining(", "));
    }

    private static String columns(List<String> keys) {
        return keys.isEmpty() ? "" : String.join(", ", keys) + ", ";
    }
}
