package dev.skytrove.acceptance;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function as {@code docs/operations/functions.md} has systemd run it. Files beside the documented units change what differs on
 * this machine, and nothing else: where things are, the port, and how often a test may start it.
 */
final class FunctionUnit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DUMP_PATIENCE = Duration.ofSeconds(5);

    private final String function;
    private final Systemd systemd;
    private final Path settings;
    private final Path log;
    private final int port;

    private FunctionUnit(String function, Systemd systemd, Path directory, int port) {
        this.function = function;
        this.systemd = systemd;
        this.port = port;
        settings = directory.resolve(function + ".env");
        log = directory.resolve(function + ".log");
    }

    /**
     * Starts the socket. Skips the test where there can be no systemd.
     *
     * @param function {@code search} or {@code export}
     * @param directory an empty one
     * @param storage the directory of the lake
     */
    static FunctionUnit start(String function, Path directory, Path storage, Map<String, String> settings)
            throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        Map<String, Path> folders = Map.of("bin", Processes.folder(function), "jdk", jdk, "storage", storage);
        FunctionUnit unit = new FunctionUnit(function, Systemd.start(directory, folders), directory, freePort());
        try {
            unit.set(settings);
            unit.install();
            unit.systemctl("start", unit.socket());
            return unit;
        } catch (Throwable e) {
            unit.close();
            throw e;
        }
    }

    /** The name of the unit that listens. */
    String socket() {
        return "skytrove-" + function + ".socket";
    }

    /** The name of the unit that answers. */
    String service() {
        return "skytrove-" + function + ".service";
    }

    /** Where the socket listens. */
    int port() {
        return port;
    }

    /** Writes the file of settings anew; a function that runs already does not see it. */
    void set(Map<String, String> changed) throws IOException {
        Map<String, String> all = new HashMap<>(changed);
        all.put("SKYTROVE_STORAGE", "file://" + Systemd.seen("storage"));
        List<String> lines = new ArrayList<>();
        all.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(settings, lines);
    }

    void systemctl(String... arguments) {
        systemd.systemctl(arguments);
    }

    /** A property of a unit. */
    String show(String unit, String property) {
        return systemd.show(unit, property).getOrDefault(property, "");
    }

    /** Returns when a property of a unit has a value. */
    void await(String unit, String property, String value) {
        try {
            Await.until(unit + " has " + property + "=" + value, PATIENCE, () -> show(unit, property).equals(value));
        } catch (AssertionError late) {
            throw new AssertionError("it has " + show(unit, property) + "; its log: " + log(), late);
        }
    }

    /** Changes a unit by a file that is read after all others. */
    void change(String unit, String text) throws IOException {
        systemd.add(Map.of(unit + ".d/later.conf", text));
    }

    /** What systemd finds wrong with a unit; empty if nothing. */
    String verify(String unit) {
        return systemd.verify(unit);
    }

    /** How often the function has begun to listen. */
    int activations() {
        return count("{\"ready\"");
    }

    /** How often the function has ended as it should. */
    int ends() {
        return count("{\"stopped\"");
    }

    /** What the function has printed and logged. */
    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it stands, for a failure to tell: the states of its units, its threads where they are a JVM's, and its log. */
    String diagnosis() {
        String states = "%s: %s %s, process %s; %s: %s".formatted(
                service(), show(service(), "ActiveState"), show(service(), "SubState"), show(service(), "MainPID"),
                socket(), show(socket(), "SubState"));
        if (!show(service(), "MainPID").equals("0")) {
            systemctl("kill", "--signal=QUIT", service());
            dumped();
        }
        return states + "\n" + log();
    }

    /** A native binary writes none. */
    private void dumped() {
        try {
            Await.until("threads are told", DUMP_PATIENCE, () -> log().contains("JNI global refs"));
        } catch (AssertionError _) {
            // The rest tells enough.
        }
    }

    @Override
    public void close() {
        systemd.close();
    }

    private void install() throws IOException {
        systemd.add(DocumentedUnits.of(function));
        systemd.add(Map.of(
                socket() + ".d/here.conf",
                """
                [Socket]
                ListenStream=
                ListenStream=127.0.0.1:%d
                """.formatted(port),
                service() + ".d/here.conf",
                """
                [Unit]
                StartLimitIntervalSec=0
                [Service]
                ExecStart=
                ExecStart=%s
                EnvironmentFile=
                EnvironmentFile=%s
                StandardOutput=append:%s
                StandardError=append:%s
                """.formatted(command(), settings, log, log)));
    }

    private String command() {
        List<String> words = Processes.command(function);
        return words.stream().map(this::seen).collect(Collectors.joining(" "));
    }

    private String seen(String word) {
        return word.replace(ProjectPaths.java().getParent().getParent().toString(), Systemd.seen("jdk"))
                .replace(Processes.folder(function).toString(), Systemd.seen("bin"));
    }

    private int count(String start) {
        try (Stream<String> lines = log().lines()) {
            return Math.toIntExact(lines.filter(line -> line.startsWith(start)).count());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
