package dev.skytrove.ttl;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The hours of tables that are older than their retention. Age counts from the newest hour of the table, or from the
 * clock where that is earlier: neither a clock that is years ahead nor an ingestor that stopped long ago empties a table.
 */
final class LakeExpiry {
    private final ObjectStore store;
    private final Retention retention;
    private final Instant now;

    LakeExpiry(ObjectStore store, Retention retention, Instant now) {
        this.store = store;
        this.retention = retention;
        this.now = now;
    }

    /** Passes all files that have expired. Each may be deleted at once. */
    void find(Consumer<Expired> consumer) {
        retention.byTable().forEach((table, kept) -> find(table, kept, consumer));
    }

    private void find(Table table, Duration kept, Consumer<Expired> consumer) {
        AtomicReference<Instant> newest = new AtomicReference<>(Instant.MIN);
        store.list(LakeFile.prefix(table), "", object -> hour(object.name())
                .filter(hour -> hour.end().isAfter(newest.get()))
                .ifPresent(hour -> newest.set(hour.end())));
        if (newest.get().equals(Instant.MIN)) {
            return;
        }
        Instant reference = newest.get().isBefore(now) ? newest.get() : now;
        Instant oldest = reference.minus(kept);
        String group = LakeFile.ROOT + table.label();
        store.list(LakeFile.prefix(table), "", object -> hour(object.name())
                .filter(hour -> !hour.end().isAfter(oldest))
                .ifPresent(hour -> consumer.accept(new Expired(object, group))));
    }

    private static Optional<HourKey> hour(String name) {
        try {
            return Optional.of(LakeFile.parse(name).hour());
        } catch (IllegalArgumentException foreign) {
            // Whatever it is, it is not ours to delete.
            return Optional.empty();
        }
    }
}
