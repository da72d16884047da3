package dev.skytrove.query.aggregate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be counted.
 *
 * @param aggregations all of them from the same posts
 * @param measures what is told of each bucket; the count in any case
 * @param values what is told of the features of each bucket
 * @param top how many keys that are no times an aggregation has at most
 * @param minCount how many posts such a key has at least
 */
public record AggregateRequest(
        List<Aggregation> aggregations, Set<Measure> measures, List<FeatureMeasure> values, int top, int minCount) {
    /** @throws IllegalArgumentException if there is no aggregation, or a number is below 1 */
    public AggregateRequest {
        aggregations = List.copyOf(aggregations);
        values = List.copyOf(values);
        EnumSet<Measure> all = EnumSet.of(Measure.COUNT);
        all.addAll(measures);
        measures = all;
        if (aggregations.isEmpty() || top < 1 || minCount < 1) {
            throw new IllegalArgumentException("nothing to count, or no numbers: " + top + ", " + minCount);
        }
    }

    /** The features of which something is told, each once. */
    List<String> features() {
        return values.stream().map(FeatureMeasure::feature).distinct().toList();
    }

    boolean asks(Measure measure) {
        return measures.contains(measure);
    }
}
