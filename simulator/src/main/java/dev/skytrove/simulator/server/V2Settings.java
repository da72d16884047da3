package dev.skytrove.simulator.server;

import java.util.Optional;

/**
 * What the v2 wire has beyond the v1 wire.
 *
 * @param floor the lowest {@code seq} that is still there; clients cannot begin before it
 * @param syncEvery after how many events a {@code #sync} event comes, 0 for never
 * @param dictionary what frames are compressed with for clients that ask for it; has an ID
 */
public record V2Settings(long floor, long syncEvery, Optional<EventDictionary> dictionary) {
    /** Everything is there, no sync events, no compression. */
    public static final V2Settings DEFAULT = new V2Settings(1, 0, Optional.empty());

    /** @throws IllegalArgumentException if a number is out of range or the dictionary has no ID */
    public V2Settings {
        if (floor < 1 || syncEvery < 0) {
            throw new IllegalArgumentException("floor " + floor + ", sync events every " + syncEvery);
        }
        if (dictionary.isPresent() && dictionary.get().id() == 0) {
            throw new IllegalArgumentException("the dictionary has no ID");
        }
    }
}
