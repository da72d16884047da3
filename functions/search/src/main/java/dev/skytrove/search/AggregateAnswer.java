package dev.skytrove.search;

import dev.skytrove.functions.CoverageAnswer;
import dev.skytrove.functions.SnapshotAnswer;
import dev.skytrove.functions.Times;
import dev.skytrove.query.aggregate.AggregateResult;
import dev.skytrove.query.aggregate.Bucket;
import dev.skytrove.query.aggregate.Dimension;
import dev.skytrove.query.aggregate.Key;
import dev.skytrove.query.aggregate.ValueDimension;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.read.SearchMeta;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of counts of posts.
 *
 * @param aggregations in the order asked for
 * @param meta how they came about
 */
@Serdeable.Serializable
record AggregateAnswer(List<Table> aggregations, Meta meta) {
    static AggregateAnswer of(AggregateResult result, Optional<Coverage> coverage) {
        return new AggregateAnswer(
                result.tables().stream().map(table -> table(table, result.handles())).toList(),
                meta(result, coverage));
    }

    /**
     * The result of one aggregation.
     *
     * @param by the names of what posts are counted by
     * @param truncated whether there are further keys that have enough posts
     */
    @Serdeable.Serializable
    record Table(List<String> by, List<Count> buckets, boolean truncated) {}

    /**
     * Posts that have something in common; null is what was not asked for.
     *
     * @param key times as ISO 8601 in UTC
     * @param share null also where there is no public post with this key
     * @param handle the newest known one of an author that is a key
     * @param values of features, in the order asked for; null also where no post has one
     */
    @Serdeable.Serializable
    record Count(
            List<String> key,
            long count,
            @Nullable Long authors,
            @Nullable Double share,
            @Nullable String handle,
            @Nullable List<Double> values) {}

    /**
     * How an answer came about.
     *
     * @param total how many posts were found
     * @param start of the range; null if it is open
     * @param end of the range; null if it is open
     * @param filesRead how many files of the lake were read
     * @param hoursRead how many hours of posts were read
     * @param hoursSkipped always 0
     * @param complete whether all posts of these hours could be read
     * @param unreadableFiles the files of posts that were left out, the first ten by name
     * @param coverage what is certified of the hours of the range; null unless asked for
     * @param elapsedMs how long it took, in milliseconds
     * @param warning what to know about the answer; null if there is nothing
     * @param snapshot that was searched; null for the lake as it is
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Meta(
            long total,
            @Nullable String start,
            @Nullable String end,
            int filesRead,
            int hoursRead,
            int hoursSkipped,
            boolean complete,
            List<String> unreadableFiles,
            @Nullable CoverageAnswer coverage,
            long elapsedMs,
            @Nullable String warning,
            @Nullable SnapshotAnswer snapshot) {}

    /** The key of a bucket as texts. */
    static List<String> key(Bucket bucket) {
        return bucket.key().stream().map(AggregateAnswer::text).toList();
    }

    private static String text(Key key) {
        return switch (key) {
            case Key.Time time -> Times.format(time.start());
            case Key.Value value -> value.text();
        };
    }

    private static Table table(AggregateResult.Table table, Map<String, String> handles) {
        int author = table.aggregation().by().indexOf(ValueDimension.AUTHOR);
        return new Table(
                table.aggregation().by().stream().map(Dimension::label).toList(),
                table.buckets().stream().map(bucket -> count(bucket, author, handles)).toList(),
                table.truncated());
    }

    private static Count count(Bucket bucket, int author, Map<String, String> handles) {
        List<String> key = key(bucket);
        return new Count(
                key,
                bucket.count(),
                bucket.authors().isPresent() ? bucket.authors().getAsLong() : null,
                bucket.share().isPresent() ? bucket.share().getAsDouble() : null,
                author < 0 ? null : handles.get(key.get(author)),
                bucket.values().isEmpty() ? null : values(bucket));
    }

    private static List<Double> values(Bucket bucket) {
        List<Double> values = new ArrayList<>();
        bucket.values().forEach(value -> values.add(value.isPresent() ? value.getAsDouble() : null));
        return values;
    }

    private static Meta meta(AggregateResult result, Optional<Coverage> coverage) {
        SearchMeta meta = result.meta();
        TimeRange range = result.range();
        return new Meta(
                result.total(),
                Times.format(range, TimeRange::start),
                Times.format(range, TimeRange::end),
                meta.filesRead(),
                meta.hoursRead(),
                meta.hoursSkipped(),
                meta.isComplete(),
                meta.unreadable().stream().limit(SearchMeta.MOST_NAMED).toList(),
                coverage.map(CoverageAnswer::of).orElse(null),
                meta.elapsed().toMillis(),
                meta.warning().orElse(null),
                meta.snapshot().map(SnapshotAnswer::of).orElse(null));
    }
}
