package dev.skytrove.query.aggregate;

import dev.skytrove.query.fold.PostColumn;
import java.util.Optional;

/** What posts are counted by that is no time. A post may be in any number of its buckets. */
public sealed interface KeyDimension extends Dimension permits ValueDimension, FeatureDimension {
    /** The list of keys of a post; empty for what each post has one of. */
    Optional<PostColumn> column();

    /** The column of posts that {@link #column} is made of, if many posts have the same there; empty if not. */
    default Optional<PostColumn> source() {
        return Optional.empty();
    }

    /** SQL of one key, as a row for each. */
    String sql();
}
