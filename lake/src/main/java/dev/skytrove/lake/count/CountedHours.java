package dev.skytrove.lake.count;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All of the object {@link EventTotal#NAME}: which files each hour was counted by, so that only those that changed are looked
 * at again.
 *
 * @param total what it begins with
 * @param hours those that are counted
 */
public record CountedHours(EventTotal total, SortedMap<HourKey, Hour> hours) {
    /** An hour has some eighty bytes: those of a century. */
    private static final DataSize LARGEST = DataSize.ofMebibytes(128);

    /**
     * What is known of an hour.
     *
     * @param files a fingerprint of the names of all its live files
     * @param events how many rows these have together
     */
    public record Hour(String files, long events) {}

    /** Takes a copy. */
    public CountedHours {
        hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    }

    /**
     * Reads it; empty if no job has written it.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     * @throws IllegalStateException if it cannot be understood, or has another version
     */
    public static Optional<CountedHours> read(ObjectStore store) {
        try {
            return Optional.of(CountJson.read(store.get(EventTotal.NAME, LARGEST)));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The object's content. */
    public byte[] json() {
        return CountJson.write(this);
    }
}
