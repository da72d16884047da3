package dev.skytrove.query.page;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.posts.PostResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What features say of the posts of a page. Those of an export lie in the temporary table {@value #TABLE}, most of it on disk,
 * as the posts do.
 */
public final class PageFeatures {
    private static final String TABLE = "page_features";
    private static final String SHOWN = "shown_uris";
    private static final String HOUR = "epoch_us(p.indexed_at) // 3600000000";

    /** So many hours' features of these posts are held in memory together. */
    private static final int HOURS_AT_ONCE = 24;

    /** Before the columns of features in a row: {@code uri}, and the hour. */
    private static final int OTHERS = 2;

    private final Session session;
    private final List<String> names;

    private PageFeatures(Session session, List<String> names) {
        this.session = session;
        this.names = names;
    }

    /** Those of few posts, by URI; a post of which nothing is said is not in it. */
    public static Map<String, SortedMap<String, Double>> of(Session session, FeatureReader reader, List<PostResult> posts) {
        List<String> names = reader.requireAll();
        Map<String, SortedMap<String, Double>> features = new HashMap<>();
        if (names.isEmpty() || posts.isEmpty()) {
            return features;
        }
        Map<String, Integer> hours = posts.stream()
                .collect(Collectors.toMap(PostResult::uri, post -> HourKey.of(post.indexedAt()).number()));
        session.update("CREATE OR REPLACE TEMP TABLE " + SHOWN + " AS SELECT unnest(?) AS uri", List.copyOf(hours.keySet()));
        reader.read(hours.values().stream().distinct().map(PageFeatures::hour).toList(), SHOWN);
        PageFeatures read = new PageFeatures(session, names);
        session.list("SELECT _uri, _hour" + read.columns("") + " FROM " + FeatureReader.VALUES, row -> {
            String uri = row.getString(1);
            // What is said of another version says nothing of this one.
            if (hours.get(uri) == row.getInt(2)) {
                features.put(uri, read.values(row));
            }
            return uri;
        });
        return features;
    }

    /** Reads those of the posts in the table {@code page}. */
    static PageFeatures read(Session session, FeatureReader reader) {
        List<String> names = reader.requireAll();
        PageFeatures features = new PageFeatures(session, names);
        session.update("CREATE TEMP TABLE " + TABLE + " (_uri VARCHAR, _hour INTEGER"
                + names.stream().map(name -> ", " + FeatureReader.column(name) + " DOUBLE").collect(Collectors.joining()) + ")");
        if (names.isEmpty()) {
            return features;
        }
        List<Integer> hours = session.list("SELECT DISTINCT " + HOUR + " AS hour FROM page p ORDER BY hour", row -> row.getInt(1));
        for (int first = 0; first < hours.size(); first += HOURS_AT_ONCE) {
            List<Integer> some = hours.subList(first, Math.min(first + HOURS_AT_ONCE, hours.size()));
            reader.read(some.stream().map(PageFeatures::hour).toList(), "page");
            session.update("INSERT INTO " + TABLE + " SELECT v.* FROM " + FeatureReader.VALUES
                    + " v JOIN page p ON p.uri = v._uri AND " + HOUR + " = v._hour");
        }
        return features;
    }

    /** Those of some rows of {@code page}, by URI. */
    Map<String, SortedMap<String, Double>> of(int start, int end) {
        Map<String, SortedMap<String, Double>> features = new HashMap<>();
        session.list(
                "SELECT _uri, _hour" + columns("f.") + " FROM page p JOIN " + TABLE
                        + " f ON f._uri = p.uri WHERE p.rowid >= ? AND p.rowid < ?",
                row -> features.put(row.getString(1), values(row)),
                start,
                end);
        return features;
    }

    /** SQL of a struct of them, over a row of {@code page}; null of a post of which nothing is said. */
    String struct() {
        if (names.isEmpty()) {
            return "NULL::STRUCT(none DOUBLE)";
        }
        String members = names.stream()
                .map(name -> FeatureReader.column(name) + " := f." + FeatureReader.column(name))
                .collect(Collectors.joining(", "));
        return "(SELECT struct_pack(" + members + ") FROM " + TABLE + " f WHERE f._uri = page.uri)";
    }

    private String columns(String prefix) {
        return names.stream().map(name -> ", " + prefix + FeatureReader.column(name)).collect(Collectors.joining());
    }

    private SortedMap<String, Double> values(ResultSet row) throws SQLException {
        SortedMap<String, Double> values = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            double value = row.getDouble(i + 1 + OTHERS);
            if (!row.wasNull()) {
                values.put(names.get(i), value);
            }
        }
        return values;
    }

    private static HourKey hour(int number) {
        return HourKey.of(Instant.EPOCH.plus(Duration.ofHours(number)));
    }
}
