package dev.skytrove.runtime;

import java.time.Duration;

/** Runs a {@link Service} as a process. A service's {@code main} is {@code System.exit(ServiceRunner.run(…))}. */
public final class ServiceRunner {
    /** How long the process may take to end after its service: the next request of a socket waits for the next process. */
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private ServiceRunner() {}

    /**
     * Answers {@code --help}, {@code --version} and {@code --selfcheck}, else runs the service until SIGTERM or SIGINT,
     * or until it ends by itself, and prints its summary. A service that stops when told to has exit code 0; one that
     * takes longer than 30 seconds is cut off with 1, as is one in which an {@link Error} was thrown, and one that has ended
     * while its process has not within 10 seconds.
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
            Object summary = service.run(stop);
            limitEnd(Thread.currentThread());
            return summary;
        } catch (Error e) {
            FatalErrors.check(e);
            throw e;
        }
    }

    private static void limitEnd(Thread main) {
        Thread.ofPlatform().daemon().name("end-limit").start(() -> {
            try {
                // It ends with the process, not before.
                main.join(END_LIMIT);
            } catch (InterruptedException _) {
                // Nobody interrupts it.
                return;
            }
            Error late = new Error("the service has ended, its process has not for " + END_LIMIT.toSeconds() + " s");
            late.setStackTrace(main.getStackTrace());
            FatalErrors.check(late);
        });
    }
}
