package dev.skytrove.feeds;

import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.List;

/** The process {@code feeds}. */
public final class FeedsMain {
    private FeedsMain() {}

    /** Writes the feeds that are due, then ends. */
    public static void main(String[] args) {
        Program program = new Program(
                "feeds",
                "Writes the feeds that are due: lists that are made from the lake, in feeds/<feed>/.",
                List.of(
                        new Program.Command(WriteCommand.NAME,
                                () -> Arguments.none().addPositional(Arguments.operands("FEED")), "writes these feeds, due or not"),
                        new Program.Command(ListCommand.NAME, Arguments::none, "prints the feeds, one JSON line each")));
        System.exit(JobRunner.run(program, args, FeedsJob.class));
    }
}
