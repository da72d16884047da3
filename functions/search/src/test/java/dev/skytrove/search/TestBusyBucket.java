package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.BrokenS3;
import dev.skytrove.testing.BrokenS3.Fault;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that take long, since the bucket is silent: who has to wait, who is sent away, and what a client ends. */
final class TestBusyBucket {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void i5ClientThatLeavesEndsItsSearch() throws Exception {
        try (BrokenS3 bucket = BrokenS3.with(Fault.SILENT);
                FunctionProcess function = start(bucket, Map.of("SKYTROVE_QUERY_TIMEOUT", "10m"))) {
            int port = function.url().getPort();
            for (int i = 0; i < 3; i++) {
                int before = bucket.requests();
                List<Socket> clients = List.of(ask(port, ""), ask(port, ""));
                Await.until("the bucket is asked for both", PATIENCE, () -> bucket.requests() >= before + 2);
                for (Socket client : clients) {
                    client.close();
                }
            }
            bucket.set(Fault.NONE);
            assertThat(function.get("/search").statusCode()).isEqualTo(200);
            Await.until("all are counted", PATIENCE, () -> metrics(function).contains("status=\"499\""));
            // Nothing failed.
            assertThat(metrics(function)).doesNotContain("status=\"500\"", "status=\"503\"");
            assertThat(function.process().stderr()).doesNotContain("ERROR");
        }
    }

    @Test
    void i5SilentBucketIsAnsweredForInTime() throws Exception {
        try (BrokenS3 bucket = BrokenS3.with(Fault.SILENT);
                FunctionProcess function = start(bucket, Map.of("SKYTROVE_QUERY_TIMEOUT", "1s"))) {
            assertThat(function.get("/search").statusCode()).isEqualTo(503);
            assertThat(function.get("/search?limit=1").statusCode()).isEqualTo(503);
            bucket.set(Fault.NONE);
            Await.until("it answers", PATIENCE, () -> function.get("/search").statusCode() == 200);
        }
    }

    @Test
    void i5OneClientDoesNotTakeAllPlaces() throws Exception {
        Map<String, String> settings = Map.of(
                "SKYTROVE_QUERY_TIMEOUT", "10m",
                "SKYTROVE_HTTP_CLIENT_REQUESTS", "2",
                "SKYTROVE_HTTP_TRUSTED_PROXIES", "127.0.0.1, 192.0.2.1");
        try (BrokenS3 bucket = BrokenS3.with(Fault.SILENT);
                FunctionProcess function = start(bucket, settings)) {
            int port = function.url().getPort();
            List<Socket> first = new ArrayList<>(List.of(ask(port, "203.0.113.7"), ask(port, "203.0.113.7")));
            Await.until("the bucket is asked for both", PATIENCE, () -> bucket.requests() >= 2);

            // Whatever it makes up, and by however many proxies it comes.
            for (String client : List.of("203.0.113.7", "198.51.100.1, 203.0.113.7", "203.0.113.7, 192.0.2.1")) {
                assertThat(answer(ask(port, client))).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 2");
            }
            bucket.set(Fault.NONE);
            for (Socket socket : first) {
                socket.close();
            }
            // This machine itself is not limited, others are by themselves, and the first one may ask again.
            for (String client : List.of("", "2001:db8::1", "203.0.113.8")) {
                assertThat(answer(ask(port, client))).startsWith("HTTP/1.1 200");
            }
            Await.until("its requests are over", PATIENCE, () -> isAnswered(port, "203.0.113.7"));
        }
    }

    private static String metrics(FunctionProcess function) {
        return function.send(HttpRequest.newBuilder(URI.create(function.managementUrl() + "/prometheus")).build()).body();
    }

    private FunctionProcess start(BrokenS3 bucket, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(bucket.environment());
        all.putAll(settings);
        return FunctionProcess.start(SearchMain.class, directory, directory, all);
    }

    private static Socket ask(int port, String client) throws IOException {
        Socket socket = RawRequest.connect(port);
        String forwarded = client.isEmpty() ? "" : "X-Forwarded-For: " + client + "\r\n";
        String request = "GET /search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + forwarded + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isAnswered(int port, String client) {
        try {
            return answer(ask(port, client)).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
