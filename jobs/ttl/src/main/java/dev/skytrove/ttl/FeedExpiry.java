package dev.skytrove.ttl;

import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The files of feeds that are too old, or more than a feed may have. The newest of a feed always stays. */
final class FeedExpiry {
    private static final String ROOT = "feeds/";

    private final ObjectStore store;
    private final Instant oldest;
    private final int most;

    /**
     * @param age how long a file is kept
     * @param most how many files a feed may have
     */
    FeedExpiry(ObjectStore store, Instant now, Duration age, int most) {
        this.store = store;
        this.oldest = now.minus(age);
        this.most = most;
    }

    /** Passes all files that have expired. Each may be deleted at once. */
    void find(Consumer<Expired> consumer) {
        Map<String, Integer> files = new HashMap<>();
        store.list(ROOT, "", object -> FeedFile.parse(object.name()).ifPresent(file -> files.merge(file.feed(), 1, Integer::sum)));
        Map<String, Integer> left = new HashMap<>(files);
        store.list(ROOT, "", object -> FeedFile.parse(object.name()).ifPresent(file -> pass(object, file, left, consumer)));
    }

    // In the order of names, a feed's files come oldest first.
    private void pass(ObjectInfo object, FeedFile file, Map<String, Integer> left, Consumer<Expired> consumer) {
        int more = left.getOrDefault(file.feed(), 0);
        if (more > 1 && (more > most || file.time().isBefore(oldest))) {
            consumer.accept(new Expired(object, ROOT + file.feed()));
        }
        left.put(file.feed(), more - 1);
    }
}
