package dev.skytrove.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Native binaries to run instead of jars: those in the folder that the system property {@code skytrove.native.bin}
 * names, for example the absolute path of {@code dist/bin}. Without the property there are none.
 */
public final class NativeBinaries {
    private static final String FOLDER = "skytrove.native.bin";

    private NativeBinaries() {}

    /** The binary of a process, for example {@code flush}; empty if its jar is to be run. */
    public static Optional<Path> of(String process) {
        return Optional.of(System.getProperty(FOLDER, ""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, process))
                .filter(Files::isExecutable);
    }
}
