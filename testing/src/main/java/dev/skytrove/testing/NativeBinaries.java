package dev.skytrove.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Native binaries to run instead of jars: those in the folder that the system property {@code skytrove.native.bin}
 * names, for example the absolute path of {@code dist/bin}. Without the property there are none.
 *
 * <p>Every process that ships is asked for; the property {@code skytrove.native.processes} names fewer, with commas
 * between, and the others run as jars.
 */
public final class NativeBinaries {
    private static final String FOLDER = "skytrove.native.bin";
    private static final String PROCESSES = "skytrove.native.processes";
    /** It runs on no server, so it has no binary. */
    private static final String SIMULATOR = "simulator";

    private NativeBinaries() {}

    /**
     * The binary of a process, for example {@code flush}; empty if its jar is to be run.
     *
     * @throws IllegalStateException if the binary is asked for and missing: a jar in its place would prove nothing
     */
    public static Optional<Path> of(String process) {
        return Optional.of(System.getProperty(FOLDER, ""))
                .filter(folder -> !folder.isEmpty() && isAskedFor(process))
                .map(folder -> existing(Path.of(folder, process)));
    }

    private static boolean isAskedFor(String process) {
        String processes = System.getProperty(PROCESSES, "");
        return processes.isEmpty()
                ? !process.equals(SIMULATOR)
                : List.of(processes.split(",", -1)).contains(process);
    }

    private static Path existing(Path binary) {
        if (!Files.isExecutable(binary)) {
            throw new IllegalStateException(
                    "there is no " + binary + "; run ./skytrove build --native " + binary.getFileName());
        }
        return binary;
    }
}
