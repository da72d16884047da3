package dev.skytrove.ttl;

import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.List;

/** The process {@code ttl}. */
public final class TtlMain {
    private TtlMain() {}

    /** Deletes what has expired, then ends. */
    public static void main(String[] args) {
        Program program = new Program(
                "ttl",
                "Deletes files of the lake and of feeds that are older than they must be kept.",
                List.of(new Program.Command(
                        DryRunCommand.NAME, Arguments::none, "prints what a run would delete now, one JSON line each; deletes nothing")));
        System.exit(JobRunner.run(program, args, TtlJob.class));
    }
}
