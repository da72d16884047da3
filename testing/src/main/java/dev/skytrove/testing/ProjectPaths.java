package dev.skytrove.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the project's files are.
 *
 * @param root the folder that holds the root {@code pom.xml}
 */
public record ProjectPaths(Path root) {
    /** Where modules are, beside the root. */
    private static final List<String> PARENTS = List.of("", "jobs", "functions");

    /**
     * The project that the working directory lies in: the nearest folder upwards with both {@code pom.xml} and {@code
     * .mvn}.
     *
     * @throws IllegalStateException if there is none
     */
    public static ProjectPaths find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml")) && Files.exists(folder.resolve(".mvn"))) {
                return new ProjectPaths(folder);
            }
        }
        throw new IllegalStateException("no folder from " + start + " upwards has both pom.xml and .mvn");
    }

    /** The folder beside the project that holds recordings and servers for tests; it may be absent. */
    public Path shared() {
        return root.resolveSibling("shared");
    }

    /** The folder with recordings of the real network; it may be absent. */
    public Path sharedData() {
        return shared().resolve("data");
    }

    /** 102 events as the production Jetstream sent them; the file may be absent. */
    public Path recording() {
        return sharedData().resolve("jetstream/events.jsonl");
    }

    /** The folder of a module, named by its last part: {@code flush} is {@code jobs/flush}. */
    public Path module(String name) {
        return PARENTS.stream()
                .map(parent -> root.resolve(parent).resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> root.resolve(name));
    }

    /** The jar that {@code mvn package} makes of a process, for example {@code ingestor}; it may be absent. */
    public Path jar(String process) {
        return module(process).resolve("target").resolve(process + ".jar");
    }

    /** The {@code java} command that runs this JVM: processes run on the same version. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
