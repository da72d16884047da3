package dev.skytrove.compact;

import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.Arrays;
import java.util.List;

/** The process {@code compact}. */
public final class CompactMain {
    private static final String REWRITE = "--rewrite";

    private CompactMain() {}

    /** Merges, or rewrites, what is due, then ends. */
    public static void main(String[] args) {
        Program program = new Program(
                "compact",
                "Merges the files of each hour that is over into one, and deletes files that were merged before.",
                List.of(
                        new Program.Command(
                                REWRITE,
                                Arguments::none,
                                "looks at all hours, also rewrites those where many posts have since been deleted, and writes the word"
                                        + " indexes of days"),
                        new Program.Command(
                                DryRunCommand.NAME,
                                Arguments::none,
                                "prints what a run would merge and delete now, one JSON line each; changes nothing")));
        boolean rewrite = args.length > 0 && args[0].equals(REWRITE);
        String[] rest = rewrite ? Arrays.copyOfRange(args, 1, args.length) : args;
        Class<? extends Job> job = rewrite ? RewriteJob.class : CompactJob.class;
        System.exit(JobRunner.run(program, rest, job));
    }
}
