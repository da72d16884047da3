package dev.skytrove.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of addresses at which the process may read a part of a file, and not write.
 *
 * @param start its first address
 * @param length its bytes
 * @param residentKib how much of it is in memory
 * @param unchanged whether it shows the file as it is; the dynamic linker, for one, writes tables of addresses before it
 *     forbids that
 */
record FileMapping(long start, long length, long residentKib, boolean unchanged) {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    /** Those of this process. */
    static List<FileMapping> ofProcess() throws IOException {
        // Whatever bytes a path has, and unlike a stream of lines, it fails with an IOException only.
        return parse(Files.readAllLines(MAPPINGS, StandardCharsets.ISO_8859_1));
    }

    /** @param smaps lines as {@code proc_pid_smaps(5)} describes them */
    static List<FileMapping> parse(List<String> smaps) {
        List<FileMapping> mappings = new ArrayList<>();
        FileMapping mapping = null;
        for (String line : smaps) {
            String[] words = line.split(" +", 6);
            if (!words[0].endsWith(":")) {
                mapping = isReadOnlyFile(words) ? ofRange(words[0]) : null;
            } else if (mapping != null) {
                switch (words[0]) {
                    case "Rss:" -> mapping = mapping.withResidentKib(Long.parseLong(words[1]));
                    case "Anonymous:", "Swap:" -> mapping = mapping.withUnchanged(words[1].equals("0"));
                    case "VmFlags:" -> mappings.add(mapping);
                    default -> {}
                }
            }
        }
        return mappings;
    }

    private static boolean isReadOnlyFile(String[] words) {
        return words.length == 6 && words[1].startsWith("r-") && words[5].startsWith("/");
    }

    private static FileMapping ofRange(String range) {
        int dash = range.indexOf('-');
        long start = Long.parseUnsignedLong(range, 0, dash, 16);
        return new FileMapping(start, Long.parseUnsignedLong(range, dash + 1, range.length(), 16) - start, 0, true);
    }

    private FileMapping withResidentKib(long resident) {
        return new FileMapping(start, length, resident, unchanged);
    }

    private FileMapping withUnchanged(boolean stillUnchanged) {
        return new FileMapping(start, length, residentKib, unchanged && stillUnchanged);
    }
}
