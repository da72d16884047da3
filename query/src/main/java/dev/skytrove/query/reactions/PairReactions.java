package dev.skytrove.query.reactions;

import dev.skytrove.query.read.SearchMeta;
import java.util.Map;

/**
 * How many different posts of the other each of two accounts liked and reposted.
 *
 * @param likes by the DID of the one who did; one who did nothing is not in it
 * @param reposts the same
 * @param meta how they came about
 */
public record PairReactions(Map<String, Long> likes, Map<String, Long> reposts, SearchMeta meta) {
    /** Takes copies. */
    public PairReactions {
        likes = Map.copyOf(likes);
        reposts = Map.copyOf(reposts);
    }
}
