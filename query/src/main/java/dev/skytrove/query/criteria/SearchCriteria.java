package dev.skytrove.query.criteria;

import java.util.List;

/**
 * A search. Its result is ordered newest {@code sort_at} first, then by {@code uri}.
 *
 * @param needles folded as {@link dev.skytrove.lake.text.FoldedText} has it, each of them occurs somewhere in the folded text
 *     of every post found; none for any text. The words of a query, or its whole phrase
 * @param author whose posts
 * @param range of {@code sort_at}
 * @param after where the result continues: only posts behind this place
 * @param limit how many posts at most, at least 1
 * @param complete whether an answer without files that cannot be read is refused
 */
public record SearchCriteria(
        List<String> needles, Author author, TimeRange range, Position after, int limit, boolean complete) {
    /** @throws IllegalArgumentException if {@code limit} is below 1 or a needle is empty */
    public SearchCriteria {
        needles = List.copyOf(needles);
        if (limit < 1) {
            throw new IllegalArgumentException("limit is below 1: " + limit);
        }
        if (needles.contains("")) {
            throw new IllegalArgumentException("a needle is empty");
        }
    }

    /** A search that takes what can be read. */
    public SearchCriteria(List<String> needles, Author author, TimeRange range, Position after, int limit) {
        this(needles, author, range, after, limit, false);
    }
}
