package dev.skytrove.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The object {@code state/flush.json}: where ingestion goes on if Redis loses everything.
 *
 * @param version the form of the object
 * @param batch the batch that was flushed last
 * @param cursor Jetstream's {@code time_us}: the bucket holds everything up to it
 * @param source the host of the cursor
 * @param savedAt when the batch was planned, ISO 8601 in UTC: the same whenever the batch is carried out again
 */
@Serdeable
public record FlushState(
        int version,
        long batch,
        long cursor,
        @Nullable String source,
        @Nullable @JsonProperty("saved_at") String savedAt) {
    /** The object's name. */
    public static final String NAME = "state/flush.json";

    /** The only version that is written and understood. */
    public static final int VERSION = 1;

    private static final DataSize LARGEST = new DataSize(1 << 20);

    /**
     * Reads it; empty if no flush has written it.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     * @throws IllegalStateException if it cannot be understood, or has another version
     */
    public static Optional<FlushState> read(ObjectStore store, ObjectMapper json) {
        try {
            FlushState state = json.readValue(store.get(NAME, LARGEST), FlushState.class);
            if (state.version() != VERSION) {
                throw new IllegalStateException(
                        NAME + " has version " + state.version() + "; this release knows " + VERSION);
            }
            return Optional.of(state);
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(NAME + " cannot be understood: " + e.getMessage(), e);
        }
    }
}
