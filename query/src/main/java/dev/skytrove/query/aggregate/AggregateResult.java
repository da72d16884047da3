package dev.skytrove.query.aggregate;

import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.read.SearchMeta;
import java.util.List;
import java.util.Map;

/**
 * What was counted.
 *
 * @param request what was asked for
 * @param tables of each aggregation, in the order asked for
 * @param total how many posts were found
 * @param range in which they were looked for
 * @param handles the newest handles of authors that are keys, as far as they are known
 * @param meta how it came about
 */
public record AggregateResult(
        AggregateRequest request,
        List<Table> tables,
        long total,
        TimeRange range,
        Map<String, String> handles,
        SearchMeta meta) {
    /** Takes copies. */
    public AggregateResult {
        tables = List.copyOf(tables);
        handles = Map.copyOf(handles);
    }

    /**
     * The result of one aggregation.
     *
     * @param aggregation which one
     * @param buckets by their first key, then the second: times in their order, other keys with the most posts first and
     *     then by their bytes
     * @param truncated whether there are further keys that have enough posts
     */
    public record Table(Aggregation aggregation, List<Bucket> buckets, boolean truncated) {
        /** Takes a copy. */
        public Table {
            buckets = List.copyOf(buckets);
        }
    }
}
