package dev.skytrove.query.reactions;

import dev.skytrove.query.read.SearchMeta;
import java.util.List;

/**
 * How often posts were liked, reposted, answered and quoted.
 *
 * @param counts of each post that was asked for, in that order
 * @param meta how they came about
 */
public record CountPage(List<Counts> counts, SearchMeta meta) {
    /** Takes a copy of the list. */
    public CountPage {
        counts = List.copyOf(counts);
    }

    /**
     * Of one post, as the lake has it.
     *
     * @param uri the post's
     * @param likes how many accounts like it
     * @param reposts how many accounts repost it
     * @param replies how many posts answer it directly
     * @param quotes how many posts embed it
     */
    public record Counts(String uri, long likes, long reposts, long replies, long quotes) {}
}
