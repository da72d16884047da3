package dev.skytrove.acceptance;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real systemd, beside the machine's own if that has one; see {@code manager.sh}. */
final class Systemd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CANNOT = 77;
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    /** What systemd wants to find beside the units of a service and its socket. */
    private static final List<String> TARGETS =
            List.of("default.target", "basic.target", "sockets.target", "shutdown.target", "network-online.target");

    private final String group = "skytrove-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final Path units;
    private final ChildProcess process;

    private Systemd(Path script, Path units, Map<String, Path> folders) {
        this.units = units;
        List<String> command = new ArrayList<>(List.of("sh", script.toString(), group, units.toString()));
        folders.forEach((name, folder) -> command.add(name + "=" + folder));
        process = ChildProcess.command(command).name("systemd").start();
    }

    /**
     * Starts it, with no units but empty targets. Skips the test, with the reason, where that cannot be done.
     *
     * @param directory an empty one for its files
     * @param folders what services are to find at {@link #seen}, by names
     */
    static Systemd start(Path directory, Map<String, Path> folders) throws IOException {
        Path units = Files.createDirectories(directory.resolve("units"));
        for (String target : TARGETS) {
            Files.writeString(units.resolve(target), "[Unit]\nDescription=" + target + "\n");
        }
        Systemd systemd = new Systemd(script(directory), units, folders);
        try {
            systemd.awaitRunning();
            return systemd;
        } catch (Throwable e) {
            systemd.close();
            throw e;
        }
    }

    /** Where services see a folder, or a file below it. */
    static String seen(String folder) {
        return "/run/skytrove/" + folder;
    }

    /** Adds units, or changes to them; their paths are relative to a folder of units. */
    void add(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = units.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        systemctl("daemon-reload");
    }

    /** Runs a command of {@code systemctl}, which must succeed. */
    void systemctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl", "--user", "--quiet"));
        command.addAll(List.of(arguments));
        try (ChildProcess run = inside(command)) {
            if (run.waitFor(PATIENCE) != 0) {
                throw new AssertionError(command + " failed: " + run.stderr());
            }
        }
    }

    /** Some properties of a unit. */
    Map<String, String> show(String unit, String... properties) {
        String asked = "--property=" + String.join(",", properties);
        try (ChildProcess show = inside(List.of("systemctl", "--user", "show", asked, unit))) {
            show.waitFor(PATIENCE);
            return show.stdout().stream()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        }
    }

    /** What systemd finds wrong with a unit; empty if nothing. */
    String verify(String unit) {
        List<String> command = List.of("systemd-analyze", "--user", "--man=no", "verify", unit);
        try (ChildProcess verify = inside(command)) {
            verify.waitFor(PATIENCE);
            return verify.stderr();
        }
    }

    /** Ends it with all that it started at once. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.kill();
        }
        // A group that has a process cannot be removed.
        Await.until("all processes are gone", PATIENCE, this::removeGroups);
    }

    private static Path script(Path directory) throws IOException {
        Path script = directory.resolve("manager.sh");
        try (InputStream text = Systemd.class.getResourceAsStream("/systemd/manager.sh")) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    private void awaitRunning() {
        Await.until("namespaces are made", PATIENCE, () -> !process.isAlive() || process.lastLine().isPresent());
        if (!process.isAlive()) {
            int code = process.waitFor(PATIENCE);
            Assumptions.assumeTrue(code != CANNOT, process::stderr);
            throw new AssertionError("systemd ended with " + code + ": " + process.stderr());
        }
        Await.until("systemd runs", PATIENCE, () -> isActive("default.target"));
    }

    private boolean isActive(String unit) {
        try (ChildProcess show = inside(List.of("systemctl", "--user", "is-active", unit))) {
            return show.waitFor(PATIENCE) == 0;
        }
    }

    /** The first process of the namespaces. */
    private ProcessHandle first() {
        return ProcessHandle.of(process.pid())
                .flatMap(unshare -> unshare.children().findFirst())
                .orElseThrow(() -> new AssertionError("systemd is gone: " + process.stderr()));
    }

    private ChildProcess inside(List<String> command) {
        String pid = Long.toString(first().pid());
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", pid, "--mount", "--pid"));
        all.addAll(command);
        return ChildProcess.command(all)
                .name(command.getFirst())
                .environment("XDG_RUNTIME_DIR", "/run/manager")
                .environment("SYSTEMD_UNIT_PATH", units.toString())
                .environment("LC_ALL", "C")
                .start();
    }

    private boolean removeGroups() {
        try {
            for (String hierarchy : List.of("", "unified", "systemd")) {
                removeFolders(GROUPS.resolve(hierarchy).resolve(group));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The files in them are the kernel's. */
    private static void removeFolders(Path top) throws IOException {
        if (Files.notExists(top)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(top)) {
            deepestFirst = tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
        }
        for (Path folder : deepestFirst) {
            Files.delete(folder);
        }
    }
}
