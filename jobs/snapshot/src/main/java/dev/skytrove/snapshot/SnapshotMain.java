package dev.skytrove.snapshot;

import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.List;

/** The process {@code snapshot}. */
public final class SnapshotMain {
    private SnapshotMain() {}

    /** Takes a snapshot, then ends. */
    public static void main(String[] args) {
        Program program = new Program(
                "snapshot",
                "Names all files that are the lake now, with their checksums, in snapshots/<time>/manifest.json.",
                List.of(
                        new Program.Command(ListCommand.NAME, Arguments::none, "prints the snapshots, one JSON line each"),
                        new Program.Command(
                                VerifyCommand.NAME,
                                VerifyCommand::arguments,
                                "reads the files of a snapshot, by default the newest, and tells which are not as they were;"
                                        + " --sizes only compares sizes"),
                        new Program.Command(
                                CopyCommand.NAME,
                                StorageArguments::described,
                                "copies a snapshot, by default the newest, to another storage; what is there is not copied again"),
                        new Program.Command(
                                RestoreCommand.NAME,
                                StorageArguments::described,
                                "copies it from there to SKYTROVE_STORAGE, which must hold nothing else of a lake")));
        System.exit(JobRunner.run(program, args, SnapshotJob.class));
    }
}
