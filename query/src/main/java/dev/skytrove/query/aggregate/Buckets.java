package dev.skytrove.query.aggregate;

import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The buckets of one aggregation, in their order.
 *
 * @param truncated whether there are further keys that have enough posts
 */
record Buckets(Aggregation aggregation, List<Bucket> list, boolean truncated) {
    /** So many spans of time an answer may have in an aggregation, and so many buckets (I5). */
    private static final int MOST_TIMES = 5_000;

    private static final int MOST_BUCKETS = 50_000;

    /** @throws InvalidParameterException if a range is so long that there would be too many spans of time */
    static void requireFew(AggregateRequest request, TimeRange range) {
        for (Aggregation aggregation : request.aggregations()) {
            aggregation.time().ifPresent(time -> {
                if (isStartOpen(range) || isEndOpen(range) || range.isEmpty()) {
                    return;
                }
                times(time, range.start(), last(range));
            });
        }
    }

    /** Buckets of values alone, in an order. */
    static Buckets ranked(
            Aggregation aggregation, List<List<Key>> order, List<Bucket> counted, boolean truncated) {
        Map<List<Key>, Bucket> byKey = byKey(counted);
        return new Buckets(aggregation, order.stream().map(byKey::get).toList(), truncated);
    }

    /**
     * A bucket for each span of a range, or from the first to the last post found where the range is open; for each value,
     * where there are some.
     *
     * @param values in their order
     */
    static Buckets overTime(
            Aggregation aggregation,
            TimeRange range,
            Total total,
            List<List<Key>> values,
            List<Bucket> counted,
            boolean authors,
            boolean truncated) {
        List<Key> times = times(aggregation.time().orElseThrow(), range, total);
        if ((long) times.size() * values.size() > MOST_BUCKETS) {
            String detail = times.size() + " spans of time by " + values.size() + " other keys make too many buckets";
            throw new InvalidParameterException(
                    "top", detail, "so few that there are at most " + MOST_BUCKETS + " buckets, or longer spans of time");
        }
        Map<List<Key>, Bucket> byKey = byKey(counted);
        List<Bucket> list = keys(aggregation, times, values).stream()
                .map(key -> byKey.getOrDefault(key, nothing(key, authors)))
                .toList();
        return new Buckets(aggregation, list, truncated);
    }

    /** The same, with what is told of the features of each, so many. */
    Buckets measuring(Map<List<Key>, List<OptionalDouble>> values, int count) {
        List<OptionalDouble> nothing = Collections.nCopies(count, OptionalDouble.empty());
        return new Buckets(
                aggregation,
                list.stream()
                        .map(bucket -> new Bucket(
                                bucket.key(),
                                bucket.count(),
                                bucket.authors(),
                                bucket.share(),
                                values.getOrDefault(bucket.key(), nothing)))
                        .toList(),
                truncated);
    }

    /** The same, with the share that each bucket has of as many posts as another count says. */
    Buckets sharing(Map<List<Key>, Long> all) {
        return with(bucket -> {
            long whole = all.getOrDefault(bucket.key(), 0L);
            return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bucket.count() / whole);
        });
    }

    /** The same, where each bucket has all posts that there are. */
    Buckets whole() {
        return with(bucket -> bucket.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(1));
    }

    AggregateResult.Table result() {
        return new AggregateResult.Table(aggregation, list, truncated);
    }

    private Buckets with(Function<Bucket, OptionalDouble> share) {
        return new Buckets(
                aggregation,
                list.stream()
                        .map(bucket -> new Bucket(
                                bucket.key(), bucket.count(), bucket.authors(), share.apply(bucket), bucket.values()))
                        .toList(),
                truncated);
    }

    private static List<List<Key>> keys(Aggregation aggregation, List<Key> times, List<List<Key>> values) {
        List<List<Key>> keys = new ArrayList<>();
        if (values.isEmpty()) {
            // Nothing found by value has no times either.
            Collection<Key> alone = aggregation.values().isEmpty() ? times : List.of();
            alone.forEach(time -> keys.add(List.of(time)));
        } else if (aggregation.by().getFirst() instanceof TimeDimension) {
            times.forEach(time -> values.forEach(value -> keys.add(List.of(time, value.getFirst()))));
        } else {
            values.forEach(value -> times.forEach(time -> keys.add(List.of(value.getFirst(), time))));
        }
        return keys;
    }

    private static Bucket nothing(List<Key> key, boolean authors) {
        return new Bucket(key, 0, authors ? OptionalLong.of(0) : OptionalLong.empty(), OptionalDouble.empty(), List.of());
    }

    private static Map<List<Key>, Bucket> byKey(List<Bucket> counted) {
        Map<List<Key>, Bucket> byKey = new HashMap<>();
        counted.forEach(bucket -> byKey.put(bucket.key(), bucket));
        return byKey;
    }

    private static List<Key> times(TimeDimension dimension, TimeRange range, Total total) {
        Optional<Instant> first = isStartOpen(range) ? total.first() : Optional.of(range.start());
        Optional<Instant> last = isEndOpen(range) ? total.last() : Optional.of(last(range));
        if (first.isEmpty() || last.isEmpty() || range.isEmpty()) {
            return List.of();
        }
        return times(dimension, first.get(), last.get());
    }

    private static List<Key> times(TimeDimension dimension, Instant first, Instant last) {
        List<Key> times = new ArrayList<>();
        for (Instant time = dimension.floor(first); !time.isAfter(last); time = dimension.next(time)) {
            if (times.size() == MOST_TIMES) {
                String detail = "by " + dimension.label() + " makes more than " + MOST_TIMES + " buckets of the range";
                throw new InvalidParameterException("by", detail, "a shorter range by start and end, or longer spans");
            }
            times.add(new Key.Time(time));
        }
        return times;
    }

    private static boolean isStartOpen(TimeRange range) {
        return range.start().equals(TimeRange.ALL.start());
    }

    private static boolean isEndOpen(TimeRange range) {
        return range.end().equals(TimeRange.ALL.end());
    }

    private static Instant last(TimeRange range) {
        return range.end().minus(1, ChronoUnit.MICROS);
    }
}
