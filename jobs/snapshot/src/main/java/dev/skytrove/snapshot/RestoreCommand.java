package dev.skytrove.snapshot;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import jakarta.inject.Singleton;
import java.time.Duration;
import picocli.CommandLine.ParseResult;

/** Copies a snapshot from another store into an empty lake. */
@Singleton
final class RestoreCommand implements Subcommand {
    static final String NAME = "restore";

    private final ObjectStore lake;
    private final OtherStores others;
    private final SnapshotConfig config;

    RestoreCommand(ObjectStore lake, OtherStores others, SnapshotConfig config) {
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
        return StoreFailures.told(() -> restore(asked));
    }

    private TransferSummary restore(StorageArguments asked) {
        long start = System.nanoTime();
        try (ObjectStore source = others.open(asked.storage());
                ScratchDirectory directory = config.open()) {
            Manifest manifest = NamedSnapshot.find(new Snapshots(source), asked.time());
            Transfer transfer = new Transfer(source, lake, manifest, directory.path());
            transfer.requireNothingElse();
            Transfer.Copied copied = transfer.run();
            return new TransferSummary(
                    manifest.name().toString(),
                    manifest.files().size(),
                    copied.files(),
                    copied.bytes(),
                    0,
                    0,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }
}
