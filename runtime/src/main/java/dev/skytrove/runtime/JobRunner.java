package dev.skytrove.runtime;

/** Runs a {@link Job} as a process. A job's {@code main} is {@code System.exit(JobRunner.run(…))}. */
public final class JobRunner {
    private JobRunner() {}

    /**
     * Answers {@code --help}, {@code --version} and {@code --selfcheck}, else runs the job and prints its summary. Logs
     * a failure once.
     *
     * @param program what the process is called
     * @param args its arguments; any other is a usage error
     * @param job the job's bean
     * @return the code to exit with, see {@link ExitCode}
     */
    public static int run(Program program, String[] args, Class<? extends Job> job) {
        return new Launcher(program, new ProcessEnvironment(System.getenv()))
                .run(args, context -> context.getBean(job), Job::run)
                .code();
    }
}
