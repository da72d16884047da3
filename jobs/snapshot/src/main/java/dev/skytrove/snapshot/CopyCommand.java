package dev.skytrove.snapshot;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Copies a snapshot to another store. */
@Singleton
final class CopyCommand implements Subcommand {
    static final String NAME = "copy";

    private final ObjectStore lake;
    private final OtherStores others;
    private final SnapshotConfig config;

    CopyCommand(ObjectStore lake, OtherStores others, SnapshotConfig config) {
        this.lake = lake;
        this.others = others;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        StorageArguments asked = StorageArguments.of(arguments);
        return StoreFailures.told(() -> copy(asked));
    }

    private TransferSummary copy(StorageArguments asked) {
        long start = System.nanoTime();
        try (ObjectStore target = others.open(asked.storage());
                ScratchDirectory directory = config.open()) {
            Manifest manifest = NamedSnapshot.find(new Snapshots(lake), asked.time());
            Transfer transfer = new Transfer(lake, target, manifest, directory.path());
            transfer.requireCopy();
            long renewed = renew(target, manifest, directory);
            Transfer.Copied copied = transfer.run();
            return new TransferSummary(
                    manifest.name().toString(),
                    manifest.files().size(),
                    copied.files(),
                    copied.bytes(),
                    renewed,
                    transfer.deleteSuperseded(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    /**
     * Brings what the lake has taken out of older snapshots, because people took it back, to those that were copied before; the
     * newest one comes after, and with it the state of the lake.
     */
    private long renew(ObjectStore target, Manifest newest, ScratchDirectory directory) {
        Snapshots ours = new Snapshots(lake);
        Snapshots copies = new Snapshots(target);
        long renewed = 0;
        for (SnapshotName name : copies.list()) {
            Optional<Manifest> now = name.equals(newest.name()) ? Optional.empty() : ours.find(name);
            if (now.isPresent() && !now.equals(copies.find(name))) {
                new Transfer(lake, target, now.get(), directory.path()).run();
                renewed++;
            }
        }
        return renewed;
    }
}
