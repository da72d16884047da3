package dev.skytrove.acceptance;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.NativeBinaries;
import dev.skytrove.testing.ProjectPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Starts the jars that {@code mvn package} has built, or the native binaries that {@link NativeBinaries} finds. */
final class Processes {
    private static final ProjectPaths PATHS = ProjectPaths.find();

    private Processes() {}

    /** Skips the test unless all of these processes have been built. */
    static void assumeBuilt(String... processes) {
        for (String process : processes) {
            if (NativeBinaries.of(process).isPresent()) {
                continue;
            }
            Path jar = PATHS.jar(process);
            boolean built = Files.exists(jar) && Files.isDirectory(jar.resolveSibling("classes"));
            Assumptions.assumeTrue(built, () -> "needs " + jar + ": mvn package");
        }
    }

    /** Prepares to start a process. Its stderr goes to a file of its name in {@code logs}. */
    static ChildProcess.Builder of(String process, Path logs, String... arguments) {
        List<String> command = new ArrayList<>(command(process));
        command.addAll(List.of(arguments));
        return ChildProcess.command(command).name(process).stderrTo(logs.resolve(process + ".log"));
    }

    /** The words that start a process. */
    static List<String> command(String process) {
        return NativeBinaries.of(process).map(binary -> List.of(binary.toString())).orElseGet(() -> jar(process));
    }

    /** The folder that has what is started, and all libraries that it needs of us. */
    static Path folder(String process) {
        return NativeBinaries.of(process).orElseGet(() -> PATHS.jar(process)).getParent();
    }

    /** Whether its native binary is that of other processes too, and is run. */
    static boolean isOneOfManyInABinary(String process) {
        return NativeBinaries.of(process).map(Files::isSymbolicLink).orElse(false);
    }

    private static List<String> jar(String process) {
        // Most of these run for seconds: the optimising compiler would take more than it gives on two cores.
        return List.of(
                ProjectPaths.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap(process),
                "-jar",
                PATHS.jar(process).toString());
    }

    /** What the documentation gives a process; a flush gets half, as what it is for fits. */
    private static String heap(String process) {
        return switch (process) {
            case "ingestor" -> "192m";
            case "search", "export" -> "256m";
            default -> "512m";
        };
    }
}
