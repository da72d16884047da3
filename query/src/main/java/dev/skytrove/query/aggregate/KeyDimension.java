package dev.skytrove.query.aggregate;

import dev.skytrove.query.fold.PostColumn;
import java.util.Optional;

/** What posts are counted by that is no time. A post may be in any number of its buckets. */
public sealed interface KeyDimension extends Dimension permits ValueDimension, FeatureDimension {
    /** The list of keys of a post; empty for what each post has one of. */
    Optional<PostColumn> column();

    /** SQL of one key, as a row for each. */
    String sql();
}
