package dev.skytrove.query.features;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.schema.FeatureName;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.keys.RecordKeyTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Features out of a file of somebody's, which are put beside the posts that they are about. They lie in a temporary table of
 * DuckDB, most of it on disk. Used by one thread.
 */
public final class Labels implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofDays(2);
    private static final int MOST_COLUMNS = 200;

    /** How long after its key was made a post may have been seen. */
    private static final int HOURS_LATER = 24;

    /** The rows that one statement holds in memory. */
    private static final int ROWS_AT_ONCE = 20_000;

    private final Session session;
    private final List<String> names;
    private final List<String> ignored;

    private Labels(Session session, List<String> names, List<String> ignored) {
        this.session = session;
        this.names = names;
        this.ignored = ignored;
    }

    /** Takes a row. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * Takes it.
         *
         * @param sortAt in microseconds since 1970
         * @param values by {@link #names}, null where there is none
         */
        void accept(String uri, String authorDid, long sortAt, List<Double> values) throws IOException;
    }

    /**
     * Reads a file: CSV with a header, or Parquet, by its name. It has a column {@code uri} and others; those with numbers
     * alone are features. Of several rows with one URI the last that has a value counts.
     *
     * @param file in a directory that DuckDB may read
     * @throws IllegalArgumentException if it is none such, in words for people
     */
    public static Labels read(DuckDb duckDb, Path file) {
        Session session = duckDb.session(LIMIT);
        try {
            boolean parquet = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
            String source = parquet
                    ? "read_parquet(?, hive_partitioning = false)"
                    : "read_csv(?, header = true, all_varchar = true)";
            // Not rowid: a column of the file may have that name, in any case. One that has ours is renamed, since ours is first.
            session.update(
                    "CREATE TEMP TABLE raw AS SELECT row_number() OVER () AS _row, * FROM " + source,
                    List.of(DuckDb.pattern(file)));
            List<String> columns = session.list(
                    "SELECT column_name FROM duckdb_columns() WHERE table_name = 'raw' AND column_name <> '_row'"
                            + " ORDER BY column_index",
                    row -> row.getString(1));
            if (!columns.contains("uri")) {
                throw new IllegalArgumentException("it has no column uri");
            }
            List<String> numbers = numbers(session, columns);
            requireNames(numbers);
            String values = numbers.stream()
                    .map(name -> ", arg_max(" + finite(name) + ", _row) AS " + quoted(name))
                    .collect(Collectors.joining());
            session.update("CREATE TEMP TABLE labels AS SELECT uri::VARCHAR AS uri" + values
                    + " FROM raw WHERE uri IS NOT NULL GROUP BY uri");
            session.update("DROP TABLE raw");
            session.update("CREATE TEMP TABLE hints AS SELECT uri, " + hint() + " AS hour FROM labels");
            session.update("CREATE TEMP TABLE placed (uri VARCHAR)");
            List<String> ignored = columns.stream()
                    .filter(column -> !column.equals("uri") && !numbers.contains(column))
                    .toList();
            return new Labels(session, numbers, ignored);
        } catch (QueryFailedException e) {
            session.close();
            throw new IllegalArgumentException("DuckDB cannot read it: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The features, in the file's order. */
    public List<String> names() {
        return names;
    }

    /** Further columns, which have other things than numbers. */
    public List<String> ignored() {
        return ignored;
    }

    /** How many posts there are labels of. */
    public long count() {
        return number("SELECT count(*) FROM labels");
    }

    /** Whether posts of an hour of the lake may be among them, by what their keys tell. */
    public boolean mayHave(HourKey hour) {
        return number("SELECT count(*) FROM (SELECT 1 FROM hints WHERE " + near() + " LIMIT 1)", hints(hour)) > 0;
    }

    /**
     * Passes the labels of the posts of an hour.
     *
     * @param paths the hour's files of posts
     */
    public void place(HourKey hour, List<Path> paths, Consumer consumer) throws IOException {
        List<Object> parameters = new ArrayList<>();
        parameters.add(paths.stream().map(DuckDb::pattern).toList());
        parameters.addAll(List.of(hints(hour)));
        session.update(
                """
                CREATE OR REPLACE TEMP TABLE found AS
                SELECT row_number() OVER (ORDER BY _sort_at, uri) AS _row, * FROM (
                    SELECT labels.*, author_did AS _author_did, sort_at AS _sort_at
                    FROM labels JOIN (
                        SELECT uri, max(author_did) AS author_did, max(epoch_us(sort_at)) AS sort_at
                        FROM read_parquet(?, hive_partitioning = false, union_by_name = true) GROUP BY uri) USING (uri)
                    WHERE uri IN (SELECT uri FROM hints WHERE %s))"""
                        .formatted(near()),
                parameters.toArray());
        session.update("INSERT INTO placed SELECT uri FROM found");
        String columns = names.stream().map(name -> ", " + quoted(name)).collect(Collectors.joining());
        String sql = "SELECT uri, _author_did, _sort_at" + columns + " FROM found WHERE _row > ? AND _row <= ? ORDER BY _row";
        int rows = Math.toIntExact(number("SELECT count(*) FROM found"));
        for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
            pass(sql, first, consumer);
        }
    }

    /** How many posts with labels the lake does not have in the hours that were looked at. */
    public long unknown() {
        return number("SELECT count(*) FROM labels WHERE uri NOT IN (SELECT uri FROM placed)");
    }

    /** Some of them. */
    public List<String> someUnknown(int most) {
        return session.list(
                "SELECT left(uri, 200) FROM labels WHERE uri NOT IN (SELECT uri FROM placed) ORDER BY uri LIMIT ?",
                row -> row.getString(1),
                most);
    }

    @Override
    public void close() {
        session.close();
    }

    private record Row(String uri, String authorDid, long sortAt, List<Double> values) {}

    private void pass(String sql, int first, Consumer consumer) throws IOException {
        try (Rows<Row> rows = session.rows(
                sql,
                row -> {
                    List<Double> values = new ArrayList<>();
                    for (int i = 0; i < names.size(); i++) {
                        double value = row.getDouble(4 + i);
                        values.add(row.wasNull() ? null : value);
                    }
                    return new Row(row.getString(1), row.getString(2), row.getLong(3), values);
                },
                first,
                first + ROWS_AT_ONCE)) {
            while (rows.next()) {
                Row row = rows.row();
                consumer.accept(row.uri, row.authorDid, row.sortAt, row.values);
            }
        }
    }

    private static List<String> numbers(Session session, List<String> columns) {
        List<String> numbers = new ArrayList<>();
        for (String column : columns) {
            String text = "nullif(trim(" + quoted(column) + "::VARCHAR), '')";
            String wrong = "SELECT count(*) FROM raw WHERE " + text + " IS NOT NULL AND try_cast(" + text + " AS DOUBLE) IS NULL";
            if (!column.equals("uri") && session.list(wrong, row -> row.getLong(1)).getFirst() == 0) {
                numbers.add(column);
            }
        }
        return numbers;
    }

    private static void requireNames(List<String> numbers) {
        if (numbers.isEmpty() || numbers.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "it has " + numbers.size() + " columns of numbers; needed are 1 to " + MOST_COLUMNS);
        }
        List<String> wrong = numbers.stream().filter(name -> !FeatureName.isOne(name)).toList();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("no names of features: " + String.join(", ", wrong) + "; a name is "
                    + FeatureName.FORM + ", and not author_did or sort_at");
        }
    }

    private static String finite(String name) {
        String number = "try_cast(nullif(trim(" + quoted(name) + "::VARCHAR), '') AS DOUBLE)";
        return "CASE WHEN isfinite(" + number + ") THEN " + number + " END";
    }

    /** Only of what is a column's name. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** SQL of the hour that a post's key tells; null if it is no TID, or one of a time that cannot be. */
    private static String hint() {
        String key = "split_part(uri, '/', 5)";
        String hour = RecordKeyTime.hourSql(key);
        // From 2022 on, as the network has been, and not of the future.
        return "CASE WHEN regexp_full_match(" + key + ", '[2-7a-j][2-7a-z]{12}') AND " + hour
                + " BETWEEN 455832 AND epoch(now())::BIGINT // 3600 THEN " + hour + " END";
    }

    private static String near() {
        return "hour IS NULL OR hour BETWEEN ?::BIGINT AND ?::BIGINT";
    }

    private static Object[] hints(HourKey hour) {
        int number = hour.number();
        return new Object[] {number - HOURS_LATER, number + 1};
    }

    private long number(String sql, Object... parameters) {
        return session.list(sql, row -> row.getLong(1), parameters).getFirst();
    }
}
