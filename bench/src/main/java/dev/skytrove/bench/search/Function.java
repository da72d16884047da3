package dev.skytrove.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.bench.process.Usage;
import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A process of search or export. */
final class Function implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OK = 200;

    /** More than the delay of anything that it prepares. */
    private static final Duration IDLE = Duration.ofMillis(1500);

    private static final double IDLE_CPU_SECONDS = 0.05;
    private static final Duration IDLE_PATIENCE = Duration.ofMinutes(1);

    private final ChildProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    private Function(ChildProcess process) throws IOException {
        this.process = process;
        String ready = process.awaitLine(line -> line.startsWith("{\"ready\""), PATIENCE);
        this.url = new ObjectMapper().readTree(ready).path("url").asText();
    }

    /** Starts one and waits until it listens. */
    static Function start(List<String> command, Map<String, String> settings) throws IOException {
        ChildProcess process = ChildProcess.command(command).name("function").environment(settings).start();
        try {
            return new Function(process);
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /**
     * Asks so many times at once.
     *
     * @return how long all took together, in milliseconds
     * @throws IllegalStateException if an answer is none
     */
    double ask(String target, int times) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + target)).build();
        long begun = System.nanoTime();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, times)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofByteArray()))
                .toList();
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            if (answer.join().statusCode() != OK) {
                throw new IllegalStateException(target + " is answered with " + answer.join().statusCode() + ": "
                        + new String(answer.join().body(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Returns when it has done next to nothing for a while: what it prepares in the background is over, or that lasts too long. */
    void awaitIdle() throws IOException, InterruptedException {
        long end = System.nanoTime() + IDLE_PATIENCE.toNanos();
        double before;
        double now = Usage.of(process.pid()).cpuSeconds();
        do {
            before = now;
            Thread.sleep(IDLE);
            now = Usage.of(process.pid()).cpuSeconds();
        } while (now - before > IDLE_CPU_SECONDS && System.nanoTime() < end);
    }

    /** The most memory that it had resident so far, in MiB. */
    double peakMib() throws IOException {
        return Usage.of(process.pid()).peakMib();
    }

    @Override
    public void close() {
        try (process) {
            client.shutdownNow();
        }
    }
}
