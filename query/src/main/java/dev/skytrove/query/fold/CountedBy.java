package dev.skytrove.query.fold;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What posts are counted by, beside the hour of their {@code sort_at}.
 *
 * @param columns what is needed of posts
 * @param keys the names of the columns that {@code keyed} has of keys; none to count by hour alone
 * @param keyed SQL of rows with keys, made of the name of a table that has {@code columns}: several rows for a post that has
 *     several keys, none for one that has none
 */
public record CountedBy(List<PostColumn> columns, List<String> keys, UnaryOperator<String> keyed) {
    /** By hour alone. */
    public static final CountedBy HOURS = new CountedBy(List.of(), List.of(), rows -> rows);

    /** Takes copies of the lists. */
    public CountedBy {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** All SQL of it: what was counted by other SQL is no answer. */
    String sql() {
        return columns.stream().map(PostColumn::select).collect(Collectors.joining(";", "", ";")) + keyed.apply("posts");
    }
}
