package dev.skytrove.runtime;

import java.util.Optional;

/** Runs a {@link Job} as a process. A job's {@code main} is {@code System.exit(JobRunner.run(…))}. */
public final class JobRunner {
    private JobRunner() {}

    /**
     * Answers {@code --help}, {@code --version} and {@code --selfcheck}, else runs the job and prints its summary. Logs
     * a failure once. Where {@code SKYTROVE_METRICS_DIR} is set, a file there tells Prometheus how the run ended.
     *
     * @param program what the process is called
     * @param args its arguments; any other is a usage error
     * @param job the job's bean; its {@link Subcommand}s are in its package
     * @return the code to exit with, see {@link ExitCode}
     */
    public static int run(Program program, String[] args, Class<? extends Job> job) {
        ProcessEnvironment environment = new ProcessEnvironment(System.getenv());
        JobMetrics metrics = JobMetrics.of(program.name(), environment);
        return new Launcher(program, environment, Optional.of(job.getPackageName()))
                .run(args, context -> context.getBean(job), metrics::measured)
                .code();
    }
}
