package dev.skytrove.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Redaction;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Prints the snapshots. */
@Singleton
final class ListCommand implements Subcommand {
    static final String NAME = "list";

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

    /** The last line. */
    @Serdeable
    record Summary(long snapshots) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        return StoreFailures.told(() -> {
            List<SnapshotName> names = snapshots.list();
            for (SnapshotName name : names) {
                snapshots.find(name).ifPresent(manifest -> output.print(Line.of(manifest)));
            }
            return new Summary(names.size());
        });
    }
}
