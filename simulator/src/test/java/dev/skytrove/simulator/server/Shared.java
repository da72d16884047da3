package dev.skytrove.simulator.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what lies beside the project and is not part of it. */
public final class Shared {
    private Shared() {}

    /** A file of real data; it may not be there. */
    public static Path data(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !isProject(root)) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data").resolve(name);
    }

    private static boolean isProject(Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && Files.exists(folder.resolve(".mvn"));
    }
}
