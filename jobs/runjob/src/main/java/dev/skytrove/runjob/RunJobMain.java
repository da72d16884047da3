package dev.skytrove.runjob;

import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The process {@code runjob}, which is every job. */
public final class RunJobMain {
    private RunJobMain() {}

    /** Runs the job by whose name it is called, else the one that the first argument names. */
    public static void main(String[] args) {
        Optional<JobName> called =
                CalledAs.names().stream().map(JobName::of).flatMap(Optional::stream).findFirst();
        Optional<JobName> named = args.length == 0 ? Optional.empty() : JobName.of(args[0]);
        if (called.isPresent()) {
            called.get().main(args);
        } else if (named.isPresent()) {
            named.get().main(Arrays.copyOfRange(args, 1, args.length));
        } else {
            String jobs = Stream.of(JobName.values()).map(JobName::label).collect(Collectors.joining(", "));
            Program program = new Program(
                    "runjob",
                    "Runs a job: runjob JOB [ARGUMENTS], or the same by a link of the job's name. The jobs are " + jobs
                            + "; runjob JOB --help tells of one.");
            System.exit(JobRunner.run(program, args, NoJob.class));
        }
    }
}
