package dev.skytrove.runjob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name by which the process was started. */
final class CalledAs {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private CalledAs() {}

    /** The last part of the first word of the command line; empty where the system does not tell. */
    static String name() {
        try {
            return name(Files.readAllBytes(COMMAND_LINE));
        } catch (IOException e) {
            return "";
        }
    }

    /** @param commandLine words, each with a NUL behind it */
    static String name(byte[] commandLine) {
        String words = new String(commandLine, StandardCharsets.UTF_8);
        int end = words.indexOf('\0');
        String first = end < 0 ? words : words.substring(0, end);
        return first.substring(first.lastIndexOf('/') + 1);
    }
}
