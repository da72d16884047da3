package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A running Jetstream server that plays a recording or generated events. */
final class Simulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final JsonNode ready;

    private Simulator(ChildProcess process) {
        this.process = process;
        ready = Json.parse(process.awaitLine(line -> line.startsWith("{"), PATIENCE), "the simulator");
    }

    static Simulator start(Installation installation, DemoOptions.Source source, Path log) {
        List<String> arguments = switch (source) {
            case DemoOptions.Source.Recording(Path file) -> List.of("--replay", file.toString());
            case DemoOptions.Source.Generated(long events, List<String> load) ->
                Stream.concat(Stream.of("--events", String.valueOf(events)), load.stream()).toList();
            case DemoOptions.Source.Live() -> throw new IllegalArgumentException("the live network is not simulated");
        };
        return new Simulator(installation.command(Installation.Component.SIMULATOR, arguments).stderrTo(log).start());
    }

    /** The websocket's address. */
    String url() {
        return ready.path("url").asText();
    }

    /** How many events it has. */
    long events() {
        return ready.path("events").asLong();
    }

    /** Whether every event has been sent at least once. */
    boolean sentAll(Http http) {
        return stats(http).path("furthest").asLong() >= events();
    }

    /** Whether one connection sufficed, so that no event has been sent twice. */
    boolean sentOnce(Http http) {
        return stats(http).path("connections_opened").asLong() == 1;
    }

    private JsonNode stats(Http http) {
        return http.getJson(URI.create(ready.path("control").asText() + "/stats"));
    }

    @Override
    public void close() {
        process.close();
    }
}
