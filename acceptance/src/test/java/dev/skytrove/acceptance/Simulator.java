package dev.skytrove.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running simulator, and what it sends. */
final class Simulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final JsonNode ready;
    private final Path ledger;

    private Simulator(Path directory, List<String> arguments) {
        ledger = directory.resolve("ledger.jsonl");
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--ledger", ledger.toString()));
        process = Processes.of("simulator", directory, all.toArray(String[]::new)).start();
        ready = Json.parse(process.awaitLine(line -> line.startsWith("{"), PATIENCE));
    }

    static Simulator replaying(Path directory, Path recording, String... options) {
        return new Simulator(directory, with(List.of("--replay", recording.toString()), options));
    }

    static Simulator generating(Path directory, long events, long seed, String... options) {
        return new Simulator(
                directory, with(List.of("--events", String.valueOf(events), "--seed", String.valueOf(seed)), options));
    }

    /** The websocket's address. */
    String url() {
        return ready.path("url").asText();
    }

    /** That of the second wire. */
    String secondUrl() {
        return ready.path("v2_url").asText();
    }

    long events() {
        return ready.path("events").asLong();
    }

    /** Everything that a client which misses nothing gets, in delivery order. */
    List<String> lines() {
        try {
            return Files.readAllLines(ledger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode stats() {
        return Http.getJson(ready.path("control").asText() + "/stats", Map.of());
    }

    /** Asks for a fault, for example {@code drop?after=100}. */
    void fault(String fault) {
        Http.post(ready.path("control").asText() + "/faults/" + fault);
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> with(List<String> arguments, String... options) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(options));
        return all;
    }
}
