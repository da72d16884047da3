package dev.skytrove.testing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.NativeBinaries;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function that listens on a free port of this machine, as a process of its own: the binary that {@link
 * NativeBinaries} finds, or else a JVM with this one's class path.
 */
public final class FunctionProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern MANAGEMENT = Pattern.compile("/health and /prometheus are at (http://\\S+)");

    private final ChildProcess process;
    private final HttpClient client;
    private final URI url;

    private FunctionProcess(ChildProcess process) {
        this.process = process;
        String ready = process.awaitLine(line -> line.startsWith("{\"ready\""), PATIENCE);
        this.url = url(ready);
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param main its class, where no binary is named
     * @param directory for its cache
     * @param storage the directory of its lake
     * @param settings further environment variables
     */
    public static FunctionProcess start(
            Class<?> main, Path directory, Path storage, Map<String, String> settings) {
        return start(command(main), directory, storage, settings);
    }

    /** The same with so many descriptors at most. */
    public static FunctionProcess start(
            Class<?> main, Path directory, Path storage, Map<String, String> settings, int descriptors) {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", main.getSimpleName()));
        words.addAll(words(main));
        return start(command(main, words), directory, storage, settings);
    }

    private static FunctionProcess start(
            ChildProcess.Builder command, Path directory, Path storage, Map<String, String> settings) {
        ChildProcess process = command
                .environment("SKYTROVE_STORAGE", "file://" + storage)
                .environment("SKYTROVE_HTTP_PORT", "0")
                .environment("SKYTROVE_CACHE_DIR", directory.resolve("cache").toString())
                // Tests ask nobody but their own servers.
                .environment("SKYTROVE_HANDLES_RESOLVE", "false")
                .environment(settings)
                .start();
        try {
            return new FunctionProcess(process);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** Prepares to start it without any setting of this process. */
    public static ChildProcess.Builder command(Class<?> main) {
        return command(main, words(main));
    }

    private static ChildProcess.Builder command(Class<?> main, List<String> words) {
        ChildProcess.Builder builder = ChildProcess.command(words).name(main.getSimpleName());
        System.getenv().keySet().stream()
                .filter(name -> name.matches("(SKYTROVE|AWS|LISTEN)_.*|PORT"))
                .forEach(builder::withoutEnvironment);
        return builder;
    }

    /** Where it listens, for example {@code http://127.0.0.1:12345}. */
    public URI url() {
        return url;
    }

    /** Where its {@code /health} is, as its log says. */
    public URI managementUrl() {
        Matcher matcher = MANAGEMENT.matcher(process.stderr());
        if (!matcher.find()) {
            throw new IllegalStateException("the log does not say where /health is:\n" + process.stderr());
        }
        return URI.create(matcher.group(1));
    }

    /** Answers {@code GET} of a path and query. */
    public HttpResponse<String> get(String target) {
        return send(HttpRequest.newBuilder(URI.create(url + target)).build());
    }

    /** Answers a request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request + " failed; the log: " + process.stderr(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process itself. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        try (process) {
            client.shutdownNow();
        }
    }

    /** The words that start the process of a class: its module, and so its binary, is named like its package. */
    static List<String> words(Class<?> main) {
        String process = main.getPackageName().replaceFirst(".*\\.", "");
        return NativeBinaries.of(process).map(binary -> List.of(binary.toString())).orElseGet(() -> java(main));
    }

    private static List<String> java(Class<?> main) {
        // Most run for seconds: the optimising compiler would take more than it gives on two cores.
        return List.of(
                ProjectPaths.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    /** The URL in the line that a function prints when it listens. */
    static URI url(String ready) {
        try {
            return URI.create(new ObjectMapper().readTree(ready).path("url").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no line of a function: " + ready, e);
        }
    }
}
