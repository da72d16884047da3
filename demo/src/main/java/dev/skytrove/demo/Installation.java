package dev.skytrove.demo;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.NativeBinaries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built processes of a checkout.
 *
 * @param root the checkout's folder
 */
record Installation(Path root) {
    /** A process of skytrove: its folder in the checkout and its name. */
    enum Component {
        SIMULATOR("simulator", "256m"),
        INGESTOR("ingestor", "256m"),
        FLUSH("jobs/flush", "1g"),
        COMPACT("jobs/compact", "1g"),
        SNAPSHOT("jobs/snapshot", "256m"),
        TTL("jobs/ttl", "256m"),
        IMPORT("jobs/import", "512m"),
        SEARCH("functions/search", "256m"),
        EXPORT("functions/export", "256m");

        private final Path folder;
        private final String heap;

        Component(String folder, String heap) {
            this.folder = Path.of(folder);
            this.heap = heap;
        }

        /** The name in logs and of the jar. */
        String label() {
            return folder.getFileName().toString();
        }
    }

    /** The folder of the built explorer, which is only there if there was an npm to build it. */
    Path explorer() {
        return root.resolve("explorer").resolve("dist");
    }

    /** The checkout that the script {@code skytrove} names. */
    static Installation find() {
        return new Installation(Path.of(System.getProperty("skytrove.root", "")).toAbsolutePath());
    }

    /**
     * Prepares to start a process: its native binary where {@link NativeBinaries} finds one, else its jar.
     *
     * @throws IllegalStateException if it has not been built
     */
    ChildProcess.Builder command(Component component, List<String> arguments) {
        List<String> command = new ArrayList<>(NativeBinaries.of(component.label())
                .map(binary -> List.of(binary.toString()))
                .orElseGet(() -> jar(component)));
        command.addAll(arguments);
        return ChildProcess.command(command).name(component.label());
    }

    private List<String> jar(Component component) {
        Path jar = root.resolve(component.folder).resolve("target").resolve(component.label() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(component.label() + " is not built; run ./skytrove build");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Functions are asked so little here that the optimising compiler would cost more than it gains.
        String compiler = switch (component) {
            case SEARCH, EXPORT -> "-XX:TieredStopAtLevel=1";
            case SIMULATOR, INGESTOR, FLUSH, COMPACT, SNAPSHOT, TTL, IMPORT -> "-XX:+TieredCompilation";
        };
        return List.of(java, "-XX:+UseSerialGC", compiler, "-Xmx" + component.heap, "-jar", jar.toString());
    }
}
