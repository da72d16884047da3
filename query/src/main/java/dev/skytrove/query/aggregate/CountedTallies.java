package dev.skytrove.query.aggregate;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.fold.CountedBy;
import dev.skytrove.query.fold.KeyCounting;
import dev.skytrove.query.fold.KeyCounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Fills tallies by what is known of files: of keys that are no times only as many as may be shown, and one more. */
final class CountedTallies implements KeyCounting {
    /** No post is in a span of time where there is none. */
    private static final long NO_TIME = 0;

    private static final Comparator<byte[]> BY_VALUES = (one, other) -> {
        List<byte[]> values = values(one);
        List<byte[]> others = values(other);
        return IntStream.range(0, values.size())
                .map(i -> Arrays.compareUnsigned(values.get(i), others.get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    };

    private final Tallies tallies;
    private final List<Aggregation> aggregations;
    private final int top;
    private final Optional<String> wanted;
    private final Consumer<Total> total;

    /**
     * @param wanted the keys that are counted instead of the first ones: tables {@code <wanted>_<number>}
     * @param total told how many posts there are
     */
    CountedTallies(
            Tallies tallies, List<Aggregation> aggregations, int top, Optional<String> wanted, Consumer<Total> total) {
        this.tallies = tallies;
        this.aggregations = aggregations;
        this.top = top;
        this.wanted = wanted;
        this.total = total;
    }

    @Override
    public List<CountedBy> by() {
        return aggregations.stream().map(CountedTallies::by).toList();
    }

    private static CountedBy by(Aggregation aggregation) {
        if (aggregation.values().isEmpty()) {
            return CountedBy.HOURS;
        }
        return new CountedBy(
                Tallies.lists(aggregation),
                aggregation.values().stream().map(Tallies::key).toList(),
                rows -> Tallies.keyedLists(rows, aggregation));
    }

    @Override
    public void take(Session session, List<List<KeyCounts>> counts) {
        total.accept(total(counts.getFirst()));
        for (int i = 0; i < aggregations.size(); i++) {
            Aggregation aggregation = aggregations.get(i);
            new Insert(session, tallies.table(i), aggregation)
                    .add(aggregation.values().isEmpty()
                            ? times(aggregation, counts.get(i))
                            : keys(session, i, counts.get(i)));
        }
    }

    private static Total total(List<KeyCounts> counts) {
        Map<Long, Long> hours = new HashMap<>();
        counts.forEach(file -> file.hours((hour, posts) -> hours.merge(hour, posts, Long::sum)));
        Optional<Instant> first = hours.keySet().stream().min(Comparator.naturalOrder()).map(CountedTallies::start);
        Optional<Instant> last = hours.keySet().stream().max(Comparator.naturalOrder()).map(CountedTallies::start);
        return new Total(hours.values().stream().mapToLong(posts -> posts).sum(), first, last);
    }

    private static Instant start(long hour) {
        return HourKey.ofNumber(hour).start();
    }

    /** @param values each in UTF-8 */
    private record Row(long time, List<byte[]> values, long posts) {}

    private static List<Row> times(Aggregation aggregation, List<KeyCounts> counts) {
        Map<Long, Long> times = new HashMap<>();
        counts.forEach(file ->
                file.hours((hour, posts) -> times.merge(time(aggregation, hour), posts, Long::sum)));
        List<Row> rows = new ArrayList<>();
        times.forEach((time, posts) -> rows.add(new Row(time, List.of(), posts)));
        return rows;
    }

    /** The start of the span of time that an hour is in, as keys are. */
    private static long time(Aggregation aggregation, long hour) {
        return aggregation.time()
                .map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time.floor(start(hour))))
                .orElse(NO_TIME);
    }

    private List<Row> keys(Session session, int number, List<KeyCounts> counts) {
        Aggregation aggregation = aggregations.get(number);
        KeyRanking ranking = new KeyRanking();
        counts.forEach(file ->
                file.keys((hour, posts, bytes, from, to) -> ranking.add(bytes, from, to, posts)));
        List<Integer> chosen =
                wanted.isPresent() ? wanted(session, number, ranking) : ranking.top(top + 1, BY_VALUES);
        List<Row> rows = new ArrayList<>();
        if (aggregation.time().isEmpty()) {
            chosen.forEach(key -> rows.add(new Row(NO_TIME, values(ranking.key(key)), ranking.posts(key))));
            return rows;
        }
        Map<Integer, Map<Long, Long>> times = new HashMap<>();
        chosen.forEach(key -> times.put(key, new HashMap<>()));
        counts.forEach(file -> file.keys((hour, posts, bytes, from, to) -> {
            Map<Long, Long> some = times.get(ranking.find(bytes, from, to));
            if (some != null) {
                some.merge(time(aggregation, hour), posts, Long::sum);
            }
        }));
        times.forEach((key, some) ->
                some.forEach((time, posts) -> rows.add(new Row(time, values(ranking.key(key)), posts))));
        return rows;
    }

    private static List<byte[]> values(byte[] key) {
        return KeyCounts.values(key, 0, key.length);
    }

    /** The numbers of the keys that are wanted. */
    private List<Integer> wanted(Session session, int number, KeyRanking ranking) {
        List<String> columns = aggregations.get(number).values().stream().map(Tallies::key).toList();
        String sql = "SELECT " + String.join(", ", columns) + " FROM " + wanted.orElseThrow() + "_" + number;
        List<byte[]> keys = session.list(sql, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                values.add(row.getString(i));
            }
            return KeyCounts.key(values);
        });
        return keys.stream()
                .map(key -> ranking.find(key, 0, key.length))
                .filter(key -> key != KeyRanking.NONE)
                .toList();
    }

    /** Puts rows into the table of an aggregation. */
    private record Insert(Session session, String table, Aggregation aggregation) {
        void add(List<Row> rows) {
            List<String> columns = new ArrayList<>();
            List<Object> parameters = new ArrayList<>();
            int value = 0;
            for (Dimension dimension : aggregation.by()) {
                if (dimension instanceof TimeDimension) {
                    columns.add("unnest(?::BIGINT[])");
                    parameters.add(rows.stream().mapToLong(Row::time).toArray());
                } else {
                    columns.add("decode(unhex(unnest(?::VARCHAR[])))");
                    parameters.add(values(rows, value++));
                }
            }
            columns.add("unnest(?::BIGINT[])");
            parameters.add(rows.stream().mapToLong(Row::posts).toArray());
            session.update(
                    "INSERT INTO " + table + " SELECT " + String.join(", ", columns), parameters.toArray());
        }

        /** In hexadecimal digits: strangers wrote them, and JNI has its own ways with odd characters. */
        private static List<String> values(List<Row> rows, int place) {
            return rows.stream()
                    .map(row -> HexFormat.of().formatHex(row.values.get(place)))
                    .toList();
        }
    }
}
