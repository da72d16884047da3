package dev.skytrove.snapshot;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.JobFailedException;
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
        UnreadableManifests unreadable = new UnreadableManifests();
        TransferSummary summary = StoreFailures.told(() -> copy(asked, unreadable));
        if (unreadable.count() > 0) {
            output.print(summary);
            throw new JobFailedException(
                    summary.snapshot() + " is copied, but " + unreadable.count()
                            + " manifests cannot be read: their snapshots were not renewed there, and no file was deleted",
                    null);
        }
        return summary;
    }

    private TransferSummary copy(StorageArguments asked, UnreadableManifests unreadable) {
        long start = System.nanoTime();
        try (ObjectStore target = others.open(asked.storage());
                ScratchDirectory directory = config.open()) {
            Manifest manifest = NamedSnapshot.find(new Snapshots(lake), asked.time());
            Transfer transfer = new Transfer(lake, target, manifest, directory.path());
            transfer.requireCopy(unreadable);
            long renewed = renew(target, manifest, directory, unreadable);
            Transfer.Copied copied = transfer.run();
            return new TransferSummary(
                    manifest.name().toString(),
                    manifest.files().size(),
                    copied.files(),
                    copied.bytes(),
                    renewed,
                    transfer.deleteSuperseded(unreadable),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    /**
     * Brings what the lake has taken out of older snapshots, because people took it back, to those that were copied before; the
     * newest one comes after, and with it the state of the lake. A manifest there that cannot be read is written anew.
     */
    private long renew(
            ObjectStore target, Manifest newest, ScratchDirectory directory, UnreadableManifests unreadable) {
        Snapshots ours = new Snapshots(lake);
        Snapshots copies = new Snapshots(target);
        long renewed = 0;
        for (SnapshotName name : copies.list()) {
            Optional<Manifest> now = name.equals(newest.name()) ? Optional.empty() : find(ours, name, unreadable);
            if (now.isPresent() && !now.equals(find(copies, name, unreadable))) {
                new Transfer(lake, target, now.get(), directory.path()).run();
                renewed++;
            }
        }
        return renewed;
    }

    private static Optional<Manifest> find(Snapshots snapshots, SnapshotName name, UnreadableManifests unreadable) {
        try {
            return snapshots.find(name);
        } catch (UnreadableManifestException e) {
            unreadable.add(name, e);
            return Optional.empty();
        }
    }
}
