package dev.skytrove.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as Linux counts it in {@code /proc} (proc(5)).
 *
 * @param cpuSeconds processor time of all its threads, in seconds
 * @param peakMib the most memory that it had resident, in MiB
 */
public record Usage(double cpuSeconds, double peakMib) {
    /** Ticks of a second: what {@code sysconf(_SC_CLK_TCK)} is on every Linux. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;

    /**
     * What a process has used until now.
     *
     * @throws IOException if there is no such process
     */
    public static Usage of(long pid) throws IOException {
        Path directory = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(directory.resolve("stat"));
        // The command's name, in parentheses, may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double cpu = (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS;
        return new Usage(cpu, peak(directory));
    }

    private static double peak(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
