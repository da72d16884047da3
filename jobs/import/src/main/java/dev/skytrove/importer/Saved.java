package dev.skytrove.importer;

import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Saves how far sources are, and before that what was put aside of them. Used by one thread at a time. */
final class Saved {
    private final ObjectStore store;
    private final ObjectMapper json;
    private final Map<Reading, RejectedLines> asides = new HashMap<>();

    Saved(ObjectStore store, ObjectMapper json, List<Reading> readings) {
        this.store = store;
        this.json = json;
        readings.forEach(reading -> asides.put(reading, new RejectedLines(json, reading)));
    }

    RejectedLines aside(Reading reading) {
        return asides.get(reading);
    }

    /** Saves those that have come further. */
    void put(Spills spills) throws IOException {
        for (Map.Entry<Reading, RejectedLines> entry : asides.entrySet()) {
            Reading reading = entry.getKey();
            Spills.Reached reached = spills.reached(reading);
            if (reading.save(reached.lines(), reached.done())) {
                entry.getValue().put(store);
                SourceState.put(store, json, reading, reached.lines(), reached.done());
            }
        }
    }
}
