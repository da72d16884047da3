package dev.skytrove.snapshot;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Tells whether the files of a snapshot are as they were. */
@Singleton
final class VerifyCommand implements Subcommand {
    static final String NAME = "verify";

    private static final String SIZES = "--sizes";

    private final ObjectStore store;

    VerifyCommand(ObjectStore store) {
        this.store = store;
    }

    /**
     * A line for each file that is not as it was.
     *
     * @param name its object name
     * @param fault {@code missing}, {@code size} or {@code checksum}
     */
    @Serdeable
    record Line(String name, String fault) {}

    /**
     * The last line.
     *
     * @param snapshot its time
     * @param ok whether all files are as they were
     * @param files how many it names
     * @param missing how many are not there
     * @param changed how many have another size or checksum
     * @param superseded how many the lake no longer counts, since others have their rows; no fault
     */
    @Serdeable
    record Summary(String snapshot, boolean ok, long files, long missing, long changed, long superseded) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        Optional<String> time = Optional.ofNullable(arguments.matchedPositionalValue(0, (String) null));
        return StoreFailures.told(() -> verify(time, arguments.hasMatchedOption(SIZES), output));
    }

    static CommandSpec arguments() {
        return CommandSpec.create()
                .addPositional(Arguments.operand(0, "TIME", false))
                .addOption(Arguments.flag(SIZES));
    }

    private Summary verify(Optional<String> time, boolean onlySizes, Output output) {
        Verification verification = new Verification(
                store, NamedSnapshot.find(new Snapshots(store), time), onlySizes);
        Summary summary = verification.run((file, fault) -> output.print(new Line(file.name(), fault.label())));
        if (!summary.ok()) {
            output.print(summary);
            throw new JobFailedException(
                    "snapshot " + summary.snapshot() + " in " + store.location() + " is not whole: " + summary.missing()
                            + " files are missing, " + summary.changed() + " have changed",
                    null);
        }
        return summary;
    }
}
