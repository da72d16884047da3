package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.parquet.FeatureRange;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.files.KnownFeatures;
import dev.skytrove.query.files.LakeContents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a lake holds.
 *
 * @param flushState the JSON of {@code state/flush.json}; empty before the first flush
 * @param posts which hours of posts it has
 * @param features what posts have features of, by name
 */
public record LakeStatus(Optional<String> flushState, LakeContents posts, List<FeatureRange> features) {
    private static final String FLUSH_STATE = "state/flush.json";
    private static final DataSize LARGEST = DataSize.ofMebibytes(1);

    static LakeStatus read(ObjectStore store, KnownFeatures features) {
        // Before the listing: what the state says is there is then listed.
        Optional<String> state = flushState(store);
        return new LakeStatus(state, LakeContents.list(store), features.list());
    }

    private static Optional<String> flushState(ObjectStore store) {
        try {
            return Optional.of(new String(store.get(FLUSH_STATE, LARGEST), StandardCharsets.UTF_8));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }
}
