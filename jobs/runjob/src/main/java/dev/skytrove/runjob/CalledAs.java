package dev.skytrove.runjob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The names that the process goes by. */
final class CalledAs {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private CalledAs() {}

    /**
     * The name by which it was started, then that of its file, in which links are followed; empty where the system does not
     * tell.
     */
    static List<String> names() {
        String file = ProcessHandle.current().info().command().map(CalledAs::last).orElse("");
        try {
            return List.of(name(Files.readAllBytes(COMMAND_LINE)), file);
        } catch (IOException e) {
            return List.of("", file);
        }
    }

    /**
     * The last part of the first word.
     *
     * @param commandLine words, each with a NUL behind it
     */
    static String name(byte[] commandLine) {
        String words = new String(commandLine, StandardCharsets.UTF_8);
        int end = words.indexOf('\0');
        return last(end < 0 ? words : words.substring(0, end));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
