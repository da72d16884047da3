package dev.skytrove.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Entry point of {@code ./skytrove demo}, {@code up} and {@code validate}. */
public final class DemoMain {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private DemoMain() {}

    /** Runs and exits with 0 when done, 1 when a part failed, 2 when the options are wrong. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(List.of(arguments), out, new Progress(err), err);
        out.flush();
        System.exit(code);
    }

    private static int run(List<String> arguments, PrintStream out, Progress progress, PrintStream err) {
        try {
            ParseResult asked = DemoCommand.parse(arguments);
            if (asked.commandSpec().name().equals("validate")) {
                return validate(ValidationOptions.of(asked), out, progress) ? DONE : FAILED;
            }
            DemoOptions options = DemoOptions.of(asked);
            run(options, workspace(options), out, progress);
            return DONE;
        } catch (DemoUsageException e) {
            err.println("skytrove: " + e.getMessage() + "; see ./skytrove " + arguments.getFirst() + " --help");
            return USAGE;
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            progress.step(e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static boolean validate(ValidationOptions options, PrintStream out, Progress progress)
            throws IOException, DemoUsageException, InterruptedException {
        Workspace workspace =
                options.keep().isEmpty() ? Workspace.temporary() : Workspace.kept(Path.of(options.keep()), true);
        DemoProcesses processes = new DemoProcesses(Installation.find(), workspace, options.storage());
        closeAtTheEnd(processes, workspace);
        return new Validation(options, processes, workspace, out, progress).run();
    }

    /** Ctrl-C and every other end come by here; closing twice does no harm. */
    private static void closeAtTheEnd(DemoProcesses processes, Workspace workspace) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            processes.close();
            workspace.close();
        }));
    }

    private static Workspace workspace(DemoOptions options) throws IOException, DemoUsageException {
        boolean live = options.source() instanceof DemoOptions.Source.Live;
        return options.keep().isEmpty() ? Workspace.temporary() : Workspace.kept(Path.of(options.keep()), !live);
    }

    private static void run(DemoOptions options, Workspace workspace, PrintStream out, Progress progress)
            throws InterruptedException {
        DemoProcesses processes = new DemoProcesses(Installation.find(), workspace, options.storage());
        closeAtTheEnd(processes, workspace);
        new Demo(options, processes, workspace, out, progress).run();
    }
}
