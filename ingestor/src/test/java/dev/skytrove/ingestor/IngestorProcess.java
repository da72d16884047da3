package dev.skytrove.ingestor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ingestor as its users run it: a process with environment variables. */
final class IngestorProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;

    private IngestorProcess(ChildProcess process) {
        this.process = process;
    }

    /** What a test sets: where Redis and Jetstream are, and whatever is to be otherwise than by default. */
    static Map<String, String> settings(URI redis, String jetstream, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SKYTROVE_REDIS", redis.toString(),
                "SKYTROVE_JETSTREAM", jetstream,
                "SKYTROVE_MANAGEMENT_PORT", "0",
                "SKYTROVE_INGESTOR_BATCH_DELAY", "50ms",
                "SKYTROVE_INGESTOR_BACKOFF_MAX", "1s"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static IngestorProcess start(Map<String, String> settings, String... jvmOptions) {
        return start(IngestorMain.class, settings, jvmOptions);
    }

    /** The same with another {@code main}. */
    static IngestorProcess start(Class<?> main, Map<String, String> settings, String... jvmOptions) {
        // It runs for seconds: the optimising compiler would take more than it gives on two cores.
        List<String> command = new ArrayList<>(List.of(
                ProjectPaths.java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new IngestorProcess(
                ChildProcess.command(command).name("ingestor").environment(settings).start());
    }

    /** Waits until it runs; returns where its management server is. */
    URI awaitReady() {
        String line = process.awaitLine(text -> text.contains("\"ready\""), PATIENCE);
        return URI.create(Json.parse(line).get("management_url").asText());
    }

    ChildProcess process() {
        return process;
    }

    /** Waits until lines with this text have been logged so many times. */
    void awaitLog(String text, int times) {
        try {
            Await.until(
                    text + " in the log",
                    PATIENCE,
                    () -> process.stderr().lines().filter(line -> line.contains(text)).count() >= times);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", which ends:\n" + process.stderr(), e);
        }
    }

    void kill() {
        process.kill();
    }

    /** Sends SIGTERM and returns the summary. */
    JsonNode terminate() {
        int code = process.terminate(PATIENCE);
        if (code != 0) {
            throw new IllegalStateException("exit code " + code + ":\n" + process.stderr());
        }
        return Json.parse(process.lastLine().orElseThrow());
    }

    /** The sum of a metric over its labels, or of one series if its labels are given. */
    static double metric(URI management, String name) {
        return get(management.resolve("/prometheus")).body().lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The answer to a GET, whatever its status. */
    static HttpResponse<String> get(URI uri) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
