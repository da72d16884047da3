package dev.skytrove.snapshot;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.UsageException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens the storage that a copy goes to, or comes from: with the variables of {@code SKYTROVE_COPY_}, and where there are
 * none with those that reach the lake.
 */
@Singleton
final class OtherStores {
    private static final String PREFIX = "SKYTROVE_COPY_";
    private static final String KEY = "AWS_ACCESS_KEY_ID";
    private static final String TOKEN = "AWS_SESSION_TOKEN";

    private final ProcessEnvironment environment;
    private final ObjectStore lake;

    OtherStores(ProcessEnvironment environment, ObjectStore lake) {
        this.environment = environment;
        this.lake = lake;
    }

    /** @throws UsageException if the location is wrong, or that of the lake, or a variable that it needs is missing */
    ObjectStore open(String location) {
        ObjectStore store;
        try {
            store = ObjectStores.open(location, variables(environment.variables()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        if (store.location().equals(lake.location()) && !hasOwnServer()) {
            store.close();
            throw new UsageException(location + " is the lake itself");
        }
        return store;
    }

    private boolean hasOwnServer() {
        return environment.variables().keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
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
