package dev.skytrove.query.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whose files a process makes. */
final class ProcessUser {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String USERS = "Uid:";

    private ProcessUser() {}

    /** The number of the user that the process acts for. */
    static int id() throws IOException {
        if (Files.exists(STATUS)) {
            for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(USERS)) {
                    // The real one, then the one that files are made as; see proc(5).
                    return Integer.parseInt(List.of(line.split("\t", -1)).get(2));
                }
            }
        }
        return (int) Files.getAttribute(Path.of(System.getProperty("user.home")), "unix:uid");
    }
}
