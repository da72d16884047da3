package dev.skytrove.snapshot;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import dev.skytrove.runtime.UsageException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

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
    public Object run(List<String> arguments, Output output) {
        if (arguments.isEmpty()) {
            throw new UsageException("restore needs the storage that holds the copy");
        }
        Arguments.atMost(2, arguments);
        return StoreFailures.told(() -> restore(arguments));
    }

    private TransferSummary restore(List<String> arguments) {
        long start = System.nanoTime();
        try (ObjectStore source = others.open(arguments.getFirst());
                ScratchDirectory directory = config.open()) {
            Manifest manifest = Arguments.snapshot(new Snapshots(source), arguments.stream().skip(1).findFirst());
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
