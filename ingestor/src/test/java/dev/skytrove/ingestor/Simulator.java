package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real simulator, as a process. */
final class Simulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess process;
    private final URI url;
    private final URI secondUrl;
    private final URI control;

    private Simulator(ChildProcess process) {
        this.process = process;
        JsonNode ready = json(process.awaitLine(line -> line.contains("\"url\""), PATIENCE));
        this.url = URI.create(ready.get("url").asText());
        this.secondUrl = URI.create(ready.get("v2_url").asText());
        this.control = URI.create(ready.get("control").asText());
    }

    /** Starts it; skips the test where its jar has not been built. */
    static Simulator start(String... arguments) {
        Path jar = ProjectPaths.find().jar("simulator");
        assumeTrue(Files.exists(jar), "the simulator is not built: mvn package -pl simulator");
        List<String> command = new ArrayList<>(List.of(ProjectPaths.java().toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new Simulator(ChildProcess.command(command).name("simulator").start());
    }

    /** What the ingestor connects to. */
    String url() {
        return url.toString();
    }

    /** What the ingestor connects to on the second wire. */
    String secondUrl() {
        return secondUrl.toString();
    }

    int port() {
        return url.getPort();
    }

    URI uri() {
        return url;
    }

    /** Asks for a fault, for example {@code drop?after=5}. */
    void fault(String fault) {
        send(HttpRequest.newBuilder(control.resolve("/faults/" + fault)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    JsonNode stats() {
        return json(send(HttpRequest.newBuilder(control.resolve("/stats"))));
    }

    /** Every event of its history, in the order of delivery. */
    List<String> ledger() {
        return send(HttpRequest.newBuilder(control.resolve("/ledger"))).lines().toList();
    }

    /** The same as the second wire's clients get it. */
    List<String> secondLedger() {
        return send(HttpRequest.newBuilder(control.resolve("/ledger?wire=v2"))).lines().toList();
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "the simulator answers " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A fault that was asked for and never happened would prove nothing. */
    void assertFaultsHappened(int asked) {
        JsonNode faults = stats().get("faults");
        assertThat(faults.get("asked").asInt()).isEqualTo(asked);
        assertThat(faults.get("fired").asInt()).as(faults.toString()).isEqualTo(asked);
    }

    void kill() {
        process.kill();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
