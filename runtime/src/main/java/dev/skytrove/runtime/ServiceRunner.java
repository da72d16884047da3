package dev.skytrove.runtime;

/** Runs a {@link Service} as a process. A service's {@code main} is {@code System.exit(ServiceRunner.run(…))}. */
public final class ServiceRunner {
    private ServiceRunner() {}

    /**
     * Answers {@code --help}, {@code --version} and {@code --selfcheck}, else runs the service until SIGTERM or SIGINT,
     * or until it ends by itself, and prints its summary. A service that stops when told to has exit code 0; one that
     * takes longer than 30 seconds is cut off with 1, as is one in which an {@link Error} was thrown.
     *
     * @param program what the process is called
     * @param args its arguments; any other is a usage error
     * @param service the service's bean
     * @return the code to exit with, see {@link ExitCode}
     */
    public static int run(Program program, String[] args, Class<? extends Service> service) {
        Launcher launcher = new Launcher(program, new ProcessEnvironment(System.getenv()));
        FatalErrors.install(program.name());
        try (StopOnSignal process = StopOnSignal.install()) {
            ExitCode code = launcher.run(
                    args,
                    context -> context.getBean(service),
                    bean -> new JobResult.Done(serve(bean, process.stop())));
            process.ended(code);
            return code.code();
        }
    }

    // What is taken down after it could hang.
    private static Object serve(Service service, StopSignal stop) throws InterruptedException {
        try {
            return service.run(stop);
        } catch (Error e) {
            FatalErrors.check(e);
            throw e;
        }
    }
}
