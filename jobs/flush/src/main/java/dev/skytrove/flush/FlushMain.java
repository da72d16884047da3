package dev.skytrove.flush;

import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.List;

/** The process {@code flush}. */
public final class FlushMain {
    private FlushMain() {}

    /** Flushes what is there, then ends. */
    public static void main(String[] args) {
        Program program = new Program(
                "flush",
                "Writes what is in the buffer as Parquet files of the lake.",
                List.of(new Program.Command(
                        CoverageCommand.NAME,
                        CoverageOptions::arguments,
                        "prints of each hour whether all of it is in the lake, and if not, why")));
        System.exit(JobRunner.run(program, args, FlushJob.class));
    }
}
