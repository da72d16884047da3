package dev.skytrove.bench.coldstart;

import dev.skytrove.bench.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the programs are built that the benchmark brings along.
 *
 * @param directory for what is built
 */
record Workshop(Path directory) {
    /** Copies a resource beside this class into the directory; returns the copy. */
    Path unpack(String resource) throws IOException {
        Path copy = directory.resolve(resource);
        Files.createDirectories(copy.getParent());
        try (InputStream code = Workshop.class.getResourceAsStream(resource)) {
            Files.copy(code, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** Compiles a C program that is a resource; returns the binary. */
    Path compile(String resource, String... options) throws IOException, InterruptedException {
        Path binary = directory.resolve(resource.replace(".c", ""));
        List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Werror", "-o", binary.toString()));
        command.add(unpack(resource).toString());
        command.addAll(List.of(options));
        run(command, directory, Map.of());
        return binary;
    }

    /**
     * Runs a command to its end.
     *
     * @throws UsageException if it is not installed
     * @throws IllegalStateException if it fails
     */
    static void run(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (!isInstalled(command.getFirst())) {
            throw new UsageException(command.getFirst() + " is not installed");
        }
        Path log = Files.createTempFile(directory, "command", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + Files.readString(log));
        }
        Files.delete(log);
    }

    /** Whether there is a command of this name; a path is one. */
    static boolean isInstalled(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(command)));
    }
}
