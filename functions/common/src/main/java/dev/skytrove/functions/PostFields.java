package dev.skytrove.functions;

import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of posts that an answer shows, in their order.
 *
 * @param list at least one, none twice
 */
public record PostFields(List<PostField> list) {
    /** The parameter that names some. */
    public static final String PARAMETER = "fields";

    /** What answers show unless a request names others. */
    public static final PostFields ALL = new PostFields(PostField.shown());

    /** Stands for {@link #ALL}. */
    private static final String EVERY = "*";

    /**
     * The fields that a request asks for, in its order; all if it names none.
     *
     * @param parameters each parameter's values, decoded
     * @throws InvalidParameterException if there is no such field
     */
    public static PostFields of(Map<String, List<String>> parameters) {
        List<PostField> asked = new ArrayList<>();
        for (String value : parameters.getOrDefault(PARAMETER, List.of())) {
            for (String name : value.split(",", -1)) {
                if (name.strip().equals(EVERY)) {
                    asked.addAll(ALL.list);
                } else if (!name.isBlank()) {
                    asked.add(field(name.strip()));
                }
            }
        }
        return asked.isEmpty() ? ALL : new PostFields(asked.stream().distinct().toList());
    }

    /** The criteria of a search whose posts are shown so. */
    public SearchCriteria of(SearchCriteria criteria) {
        return list.contains(PostField.FEATURES) ? criteria.withFeatures() : criteria;
    }

    private static PostField field(String name) {
        return PostField.known().stream()
                .filter(field -> field.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        PARAMETER,
                        "fields has '" + Quoted.of(name) + "'",
                        PostField.known().stream().map(PostField::label).collect(Collectors.joining(", ", "some of ", ""))));
    }
}
