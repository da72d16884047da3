package dev.skytrove.importer;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;

/**
 * The object {@code state/import/<id>.json}: how far a source is in the lake.
 *
 * @param version the form of the object
 * @param name what people call the source
 * @param lines its first lines that need not be read again
 * @param done whether those are all
 */
@Serdeable
record SourceState(int version, String name, long lines, boolean done) {
    private static final int VERSION = 1;
    private static final DataSize LIMIT = new DataSize(1 << 16);

    /** Reads what earlier runs left of a source. */
    static SourceState read(ObjectStore store, ObjectMapper json, Reading reading) {
        try {
            SourceState state = json.readValue(store.get(object(reading), LIMIT), SourceState.class);
            if (state.version != VERSION) {
                throw new IllegalStateException(
                        object(reading) + " has version " + state.version + "; this release knows " + VERSION);
            }
            return state;
        } catch (ObjectNotFoundException e) {
            return new SourceState(VERSION, reading.source().name(), 0, false);
        } catch (IOException e) {
            throw new IllegalStateException(object(reading) + " cannot be understood: " + e.getMessage(), e);
        }
    }

    /** Puts how far a source is now. */
    static void put(ObjectStore store, ObjectMapper json, Reading reading, long lines, boolean done) throws IOException {
        SourceState state = new SourceState(VERSION, reading.source().name(), lines, done);
        store.put(object(reading), json.writeValueAsBytes(state));
    }

    private static String object(Reading reading) {
        return "state/import/" + reading.id() + ".json";
    }
}
