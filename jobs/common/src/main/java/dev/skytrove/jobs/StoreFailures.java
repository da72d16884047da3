package dev.skytrove.jobs;

import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.JobFailedException;
import java.util.function.Supplier;

/** Tells people of a store that cannot be reached, or refuses, in one line. */
public final class StoreFailures {
    private StoreFailures() {}

    /**
     * Does what asks the store.
     *
     * @throws JobFailedException if the store fails; its message names the location
     */
    public static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (StorageException e) {
            throw new JobFailedException(e.getMessage(), e);
        }
    }
}
