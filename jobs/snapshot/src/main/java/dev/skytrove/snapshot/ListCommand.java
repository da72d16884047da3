package dev.skytrove.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Redaction;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** Prints the snapshots. */
@Singleton
final class ListCommand implements Subcommand {
    static final String NAME = "list";

    private static final Logger LOG = LoggerFactory.getLogger(ListCommand.class);

    private final Snapshots snapshots;

    ListCommand(ObjectStore store) {
        this.snapshots = new Snapshots(store);
    }

    /**
     * A line for each.
     *
     * @param snapshot its time
     * @param files how many it names
     * @param rows theirs
     * @param bytes their size
     * @param redactedRows how many rows have left it since it was taken
     */
    @Serdeable
    record Line(String snapshot, long files, long rows, long bytes, @JsonProperty("redacted_rows") long redactedRows) {
        static Line of(Manifest manifest) {
            return new Line(
                    manifest.name().toString(),
                    manifest.files().size(),
                    manifest.rows(),
                    manifest.bytes(),
                    manifest.redactions().stream().mapToLong(Redaction::rows).sum());
        }
    }

    /**
     * The last line.
     *
     * @param snapshots how many there are that can be read
     */
    @Serdeable
    record Summary(long snapshots) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        return StoreFailures.told(() -> list(output));
    }

    /** One that cannot be read does not hide the others. */
    private Summary list(Output output) {
        List<SnapshotName> names = snapshots.list();
        List<SnapshotName> unreadable = new ArrayList<>();
        for (SnapshotName name : names) {
            try {
                snapshots.find(name).ifPresent(manifest -> output.print(Line.of(manifest)));
            } catch (UnreadableManifestException e) {
                LOG.error(e.getMessage());
                unreadable.add(name);
            }
        }
        Summary summary = new Summary(names.size() - unreadable.size());
        if (!unreadable.isEmpty()) {
            output.print(summary);
            throw new JobFailedException(
                    unreadable.size() + " of " + names.size() + " manifests in " + snapshots.store().location()
                            + " cannot be read; the others are listed",
                    null);
        }
        return summary;
    }
}
