package dev.skytrove.snapshot;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The object {@code state/flush.json}: where ingestion goes on if Redis is lost.
 *
 * @param json all of it
 * @param batch the batch that was flushed last: all files of this one and of earlier ones are in the lake
 */
record FlushState(String json, long batch) {
    /** The object's name. */
    static final String NAME = "state/flush.json";

    private static final DataSize LARGEST = new DataSize(1 << 16);

    /** As far as a snapshot needs it. */
    @Serdeable
    record Batch(long batch) {}

    /** Reads it; empty if no flush has written it. */
    static Optional<FlushState> read(ObjectStore store, ObjectMapper json) {
        try {
            byte[] content = store.get(NAME, LARGEST);
            Batch batch = json.readValue(content, Batch.class);
            return Optional.of(new FlushState(new String(content, StandardCharsets.UTF_8), batch.batch()));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("'" + NAME + "' in " + store.location() + " cannot be understood", e);
        }
    }
}
