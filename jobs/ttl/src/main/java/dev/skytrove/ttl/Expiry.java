package dev.skytrove.ttl;

import dev.skytrove.lake.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** Everything that has expired, by the settings and the clock. */
@Singleton
final class Expiry {
    private final TtlConfig config;
    private final ObjectStore store;
    private final Clock clock;

    Expiry(TtlConfig config, ObjectStore store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    /** Passes all objects that have expired now. Each may be deleted at once. */
    void find(Consumer<Expired> consumer) {
        Instant now = clock.instant();
        SnapshotExpiry snapshots = new SnapshotExpiry(store, now.minus(config.snapshotAge()));
        snapshots.find(consumer);
        new FeedExpiry(store, now, config.feedAge(), config.feedFiles()).find(consumer);
        // Last: where a manifest cannot be read, nobody knows what of the lake may go, and all else has gone by then.
        new LakeExpiry(store, config.tables(), now, snapshots::kept).find(consumer);
    }
}
