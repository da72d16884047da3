package dev.skytrove.testing.query;

import java.util.List;
import java.util.Map;

/**
 * A query and what it finds.
 *
 * @param parameters of a request, each with its values
 * @param filters each of which the posts found meet
 * @param order of the answer
 */
public record ModelQuery(Map<String, List<String>> parameters, List<Asked> filters, ModelOrder order) {
    /** The posts that it finds in a lake, in order. */
    public List<ModelPost> find(ModelLake lake, List<ModelPost> visible) {
        return visible.stream()
                .filter(post -> filters.stream().allMatch(filter -> filter.meets(post, lake)))
                .sorted(order.in(lake).thenComparing(ModelPost::uri))
                .toList();
    }
}
