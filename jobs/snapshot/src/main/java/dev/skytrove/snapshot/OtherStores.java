package dev.skytrove.snapshot;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StoragePlaces;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.UsageException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the storage that a copy goes to, or comes from: with the variables of {@code SKYTROVE_COPY_}, and where there are
 * none with those that reach the lake.
 */
@Singleton
final class OtherStores {
    private static final String PREFIX = "SKYTROVE_COPY_";
    private static final String KEY = "AWS_ACCESS_KEY_ID";
    private static final String TOKEN = "AWS_SESSION_TOKEN";

    /** What the names of a lake's objects begin with. */
    private static final Set<String> FOLDERS = Set.of("lake", "state", "coverage", "snapshots", "index", "feeds", ".skytrove-tmp");

    private final ProcessEnvironment environment;
    private final ObjectStore lake;

    OtherStores(ProcessEnvironment environment, ObjectStore lake) {
        this.environment = environment;
        this.lake = lake;
    }

    /**
     * Opens it; nothing is written before.
     *
     * @throws UsageException if the location is wrong, or that of the lake or among its objects, or a variable that it
     *     needs is missing
     */
    ObjectStore open(String location) {
        Map<String, String> own = environment.variables();
        Map<String, String> others = variables(own);
        try {
            ObjectStores.check(location, others);
            boolean mixed = isAmongObjects(StoragePlaces.within(location, others, lake.location(), own))
                    || isAmongObjects(StoragePlaces.within(lake.location(), own, location, others));
            if (mixed) {
                throw new UsageException(
                        location + " is the lake itself, or one has the other among its objects: " + lake.location());
            }
            return ObjectStores.open(location, others);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** Beside a lake's objects there may be others, in folders of other names. */
    private static boolean isAmongObjects(Optional<String> name) {
        return name.filter(there -> there.isEmpty() || FOLDERS.contains(there.replaceFirst("/.*", ""))).isPresent();
    }

    static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        if (!environment.getOrDefault(PREFIX + KEY, "").isBlank()) {
            // It belongs to the lake's key.
            variables.remove(TOKEN);
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                variables.put(name.substring(PREFIX.length()), value);
            }
        });
        return variables;
    }
}
