package dev.skytrove.flush;

import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;

/** The process {@code flush}. */
public final class FlushMain {
    private FlushMain() {}

    /** Flushes what is there, then ends. */
    public static void main(String[] args) {
        Program program = new Program("flush", "Writes what is in Redis as Parquet files of the lake.");
        System.exit(JobRunner.run(program, args, FlushJob.class));
    }
}
