package dev.skytrove.ttl;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.snapshot.SnapshotFiles;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The hours of tables that are older than their retention. Age counts from the newest hour of the table, or from the
 * clock where that is earlier: neither a clock that is years ahead nor an ingestor that stopped long ago empties a table.
 * What a snapshot names stays as long as the snapshot does.
 */
final class LakeExpiry {
    private final ObjectStore store;
    private final Retention retention;
    private final Instant now;
    private final Supplier<SnapshotFiles> kept;

    /** @param kept the files that stay whatever their age; asked for where a table has a retention */
    LakeExpiry(ObjectStore store, Retention retention, Instant now, Supplier<SnapshotFiles> kept) {
        this.store = store;
        this.retention = retention;
        this.now = now;
        this.kept = kept;
    }

    /** Passes all files that have expired. Each may be deleted at once. */
    void find(Consumer<Expired> consumer) {
        if (!retention.byTable().isEmpty()) {
            SnapshotFiles named = kept.get();
            retention.byTable().forEach((table, age) -> find(table, age, named, consumer));
        }
    }

    private void find(Table table, Duration age, SnapshotFiles named, Consumer<Expired> consumer) {
        AtomicReference<Instant> newest = new AtomicReference<>(Instant.MIN);
        store.list(LakeFile.prefix(table), "", object -> file(object.name())
                .map(file -> file.hour().end())
                .filter(end -> end.isAfter(newest.get()))
                .ifPresent(newest::set));
        if (newest.get().equals(Instant.MIN)) {
            return;
        }
        Instant reference = newest.get().isBefore(now) ? newest.get() : now;
        Instant oldest = reference.minus(age);
        String group = LakeFile.ROOT + table.label();
        store.list(LakeFile.prefix(table), "", object -> file(object.name())
                .filter(file -> !file.hour().end().isAfter(oldest) && !named.keeps(file))
                .ifPresent(_ -> consumer.accept(new Expired(object, group))));
    }

    private static Optional<LakeFile> file(String name) {
        try {
            return Optional.of(LakeFile.parse(name));
        } catch (IllegalArgumentException foreign) {
            // Whatever it is, it is not ours to delete.
            return Optional.empty();
        }
    }
}
