package dev.skytrove.testing.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A running simulator, and what it sends. */
public final class Simulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final JsonNode ready;

    private Simulator(ChildProcess process) {
        this.process = process;
        this.ready = Json.parse(process.awaitLine(line -> line.contains("\"url\""), PATIENCE));
    }

    /** Waits until it listens. Owns the process from here on. */
    public static Simulator of(ChildProcess process) {
        return new Simulator(process);
    }

    /** The websocket's address. */
    public String url() {
        return ready.path("url").asText();
    }

    /** That of the second wire. */
    public String secondUrl() {
        return ready.path("v2_url").asText();
    }

    /** Where it listens. */
    public int port() {
        return URI.create(url()).getPort();
    }

    /** How many events it has. */
    public long events() {
        return ready.path("events").asLong();
    }

    /** Asks for a fault, for example {@code drop?after=100}. */
    public void fault(String fault) {
        Http.post(control("/faults/" + fault));
    }

    /** What it has done so far. */
    public JsonNode stats() {
        return Http.getJson(control("/stats"));
    }

    /** Whether every event has been sent at least once. */
    public boolean hasSentAll() {
        return stats().path("furthest").asLong() >= events();
    }

    /** Whether one connection sufficed, so that no event has been sent twice. */
    public boolean hasSentOnce() {
        return stats().path("connections_opened").asLong() == 1;
    }

    /** Everything that a client which misses nothing gets, in the order of delivery. */
    public List<String> ledger() {
        return Http.lines(control("/ledger"));
    }

    /** The same as the second wire's clients get it. */
    public List<String> secondLedger() {
        return Http.lines(control("/ledger?wire=v2"));
    }

    /** Lets it stand still: connections stay, and nothing comes. */
    public void pause() {
        process.pause();
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() {
        process.resume();
    }

    /** Ends it without a chance to say good-bye. */
    public void kill() {
        process.kill();
    }

    private URI control(String path) {
        return URI.create(ready.path("control").asText() + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
