package dev.skytrove.query.aggregate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Posts that have something in common.
 *
 * @param key in each dimension, in the order asked for
 * @param count how many posts
 * @param authors how many different authors; empty unless asked for
 * @param share how large a part of all public posts with this key, from 0 to 1; empty unless asked for, or if there are
 *     none of these
 * @param values of the features asked for, in that order; each empty if no post has a value
 */
public record Bucket(List<Key> key, long count, OptionalLong authors, OptionalDouble share, List<OptionalDouble> values) {
    /** Takes copies of the lists. */
    public Bucket {
        key = List.copyOf(key);
        values = List.copyOf(values);
    }
}
