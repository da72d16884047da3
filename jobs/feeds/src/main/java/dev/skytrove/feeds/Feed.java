package dev.skytrove.feeds;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A feed, as configured.
 *
 * @param name that of its folder
 * @param items what its lines are
 * @param every how often it is written
 * @param within how far back its query looks
 * @param limit how many lines it has at most
 * @param minAuthors of hashtags: how many accounts must have used it
 * @param query of posts: parameters of a search, as {@code docs/api.md} has them
 */
record Feed(
        String name, Items items, Duration every, Duration within, int limit, int minAuthors, Map<String, List<String>> query) {
    Feed {
        query = Map.copyOf(query);
    }

    /** What a line of a feed may be. */
    enum Items {
        /** A post; newest first. */
        POSTS,
        /** A post with its likes; most first. */
        MOST_LIKED,
        /** A hashtag that is used by more accounts than in the time before. */
        TRENDING_HASHTAGS;

        /** As configuration names it. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** All names, for messages. */
        static String labels() {
            return Stream.of(values()).map(Items::label).collect(Collectors.joining(", "));
        }
    }
}
