package dev.skytrove.demo;

import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of other processes, as Linux tells it. */
final class ProcessMemory {
    private static final long KIB = 1024;

    private ProcessMemory() {}

    /** Bytes that a process holds in memory now; 0 if it is gone or the system is not Linux. */
    static long resident(ChildProcess process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}
