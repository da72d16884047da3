package dev.skytrove.lake.count;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Instant;
import java.util.Optional;

/**
 * How many events the hours of the lake have that were over when they were counted. It is the head of the object {@link
 * #NAME}, so that whoever needs only the sum reads no more of it.
 *
 * @param countedAt when
 * @param until the first hour that was not looked at, since it was not over
 * @param hours how many hours are counted
 * @param uncounted how many more have a file whose rows are not known; none of these hours' events are in the sum
 * @param events the sum: rows of live files of all tables but {@code features}
 */
public record EventTotal(Instant countedAt, HourKey until, int hours, int uncounted, long events) {
    /** The object's name. */
    public static final String NAME = "state/events.json";

    /** The head has some two hundred bytes. */
    private static final int HEAD = 1 << 12;

    /**
     * Reads it in one request, however many hours there are; empty if no job has written it.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     * @throws IllegalStateException if it cannot be understood, or has another version
     */
    public static Optional<EventTotal> read(ObjectStore store) {
        try {
            return Optional.of(CountJson.head(store.read(NAME, 0, HEAD)));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }
}
