package dev.skytrove.snapshot;

import dev.skytrove.jobs.FlushState;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The object {@code state/flush.json}: where ingestion goes on if Redis is lost, of any version.
 *
 * @param json all of it
 * @param batch the batch that was flushed last: all files of this one and of earlier ones are in the lake
 */
record LakeState(String json, long batch) {
    private static final DataSize LARGEST = new DataSize(1 << 16);

    /** Reads it; empty if no flush has written it. */
    static Optional<LakeState> read(ObjectStore store, ObjectMapper json) {
        try {
            byte[] content = store.get(FlushState.NAME, LARGEST);
            long batch = json.readValue(content, FlushState.class).batch();
            return Optional.of(new LakeState(new String(content, StandardCharsets.UTF_8), batch));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("'" + FlushState.NAME + "' in " + store.location() + " cannot be understood", e);
        }
    }
}
