package dev.skytrove.bench;

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
 * Where the programs are built that a benchmark brings along.
 *
 * @param directory for what is built
 * @param beside the class beside which they are resources
 */
public record Workshop(Path directory, Class<?> beside) {
    /** Copies a resource into the directory; returns the copy. */
    public Path unpack(String resource) throws IOException {
        Path copy = directory.resolve(resource);
        Files.createDirectories(copy.getParent());
        try (InputStream code = beside.getResourceAsStream(resource)) {
            Files.copy(code, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** Compiles a C program that is a resource; returns the binary. */
    public Path compile(String resource, String... options) throws IOException, InterruptedException {
        Path binary = directory.resolve(resource.replace(".c", ""));
        List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Werror", "-o", binary.toString()));
        command.add(unpack(resource).toString());
        command.addAll(List.of(options));
        run(command, directory, Map.of());
        return binary;
    }

    /**
     * Has npm install what a {@code package.json} in a folder of the directory names, from the registry that npm is
     * configured for; does nothing if it has been done.
     */
    public static void npmInstall(Path folder) throws IOException, InterruptedException {
        Path wanted = folder.resolve("package.json");
        // Written behind all else: an install that was killed, or one of other versions, leaves a folder too.
        Path installed = folder.resolve("node_modules").resolve("installed.json");
        if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
            run(List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"), folder, Map.of());
            Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Runs a command to its end.
     *
     * @throws BenchUsageException if it is not installed
     * @throws IllegalStateException if it fails
     */
    public static void run(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (!isInstalled(command.getFirst())) {
            throw new BenchUsageException(command.getFirst() + " is not installed");
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
