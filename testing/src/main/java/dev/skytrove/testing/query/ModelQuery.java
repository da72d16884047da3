package dev.skytrove.testing.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A query and what it finds.
 *
 * @param parameters of a request, each with its values
 * @param filters each of which the posts found meet
 * @param oldestFirst whether the earliest come first
 */
public record ModelQuery(Map<String, List<String>> parameters, List<Asked> filters, boolean oldestFirst) {
    /** The posts that it finds in a lake, in order. */
    public List<ModelPost> find(ModelLake lake, List<ModelPost> visible) {
        Comparator<ModelPost> byTime = Comparator.comparing(ModelPost::sortAt);
        Comparator<ModelPost> order = (oldestFirst ? byTime : byTime.reversed()).thenComparing(ModelPost::uri);
        return visible.stream()
                .filter(post -> filters.stream().allMatch(filter -> filter.meets(post, lake)))
                .sorted(order)
                .toList();
    }
}
