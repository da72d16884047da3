package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.NativeBinaries;
import dev.skytrove.testing.client.Json;
import dev.skytrove.testing.http.EdgeHammer;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.http.ScenarioLake;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A function that systemd starts at its first request, with the units that the documentation prints. */
@Timeout(300)
final class TestSystemd {
    private static final Logger log = LoggerFactory.getLogger(TestSystemd.class);

    private static final Duration IDLE = Duration.ofMillis(50);
    private static final RawRequest NEWEST = new RawRequest("/search?limit=1");
    private static final RawRequest FOXES = new RawRequest("/search?text=fox");
    private static final int REQUESTS_A_ROUND = 5;
    private static final int LONG_POSTS = 40;
    private static final RawRequest ALL_LONG = new RawRequest("/search?text=endless&limit=" + LONG_POSTS);

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeBuilt() {
        Processes.assumeBuilt("search", "export");
    }

    @Test
    void everyLineOfTheDocumentedUnitsIsUnderstood() throws IOException {
        try (FunctionUnit search = start(IDLE)) {
            assertThat(search.verify(search.socket())).isEmpty();
            assertThat(search.verify(search.service())).isEmpty();
            assertThat(search.show(search.service(), "DynamicUser")).isEqualTo("yes");
        }
    }

    @Test
    void requestWakesTheFunctionWhichEndsByItself() throws IOException {
        try (FunctionUnit search = start(IDLE)) {
            assertThat(search.show(search.socket(), "SubState")).isEqualTo("listening");
            assertThat(search.show(search.service(), "ActiveState")).isEqualTo("inactive");
            assertThat(search.show(search.service(), "ExecMainStartTimestampMonotonic")).isEqualTo("0");

            for (int wakes = 1; wakes <= 2; wakes++) {
                assertThat(keys(FOXES.send(search.port()))).containsExactly("2", "1");
                assertSleeps(search);
                assertThat(search.ends()).as(search.log()).isEqualTo(search.activations()).isEqualTo(wakes);
            }
        }
    }

    @Test
    void exportWakesAndEndsByUnitsLikeThose() throws IOException {
        try (FunctionUnit export = start("export", IDLE)) {
            assertThat(export.verify(export.socket())).isEmpty();
            assertThat(export.verify(export.service())).isEmpty();

            for (int wakes = 1; wakes <= 2; wakes++) {
                String answer = new RawRequest("/export?text=fox").send(export.port());
                assertThat(answer).startsWith("HTTP/1.1 200").contains("quick foxes jump", "The quick brown FOX");
                assertSleeps(export);
                assertThat(export.ends()).as(export.log()).isEqualTo(export.activations()).isEqualTo(wakes);
            }
        }
    }

    @Test
    void noRequestIsLostAtTheEdgeOfTheExit() throws Exception {
        int activations = Integer.getInteger("skytrove.activations", NativeBinaries.of("search").isPresent() ? 20 : 3);
        try (FunctionUnit search = start(IDLE)) {
            EdgeHammer.Function function = new EdgeHammer.Function(search.port(), NEWEST, IDLE);
            int requests = hammer(search, function, activations);
            log.info("{} requests answered by {} activations", requests, search.activations());

            assertSleeps(search);
            assertThat(search.ends()).as(search.log()).isEqualTo(search.activations());
        }
    }

    private static int hammer(FunctionUnit search, EdgeHammer.Function function, int activations)
            throws InterruptedException {
        try {
            return EdgeHammer.hammer(function, REQUESTS_A_ROUND, search::ends, activations);
        } catch (ExecutionException e) {
            throw new AssertionError("a request was lost: " + search.diagnosis(), e);
        }
    }

    /** An answer larger than all buffers, which its client reads late, is under way for sure. */
    @Test
    void stopLetsAnswersEndAndLosesNoRequestThatWaits() throws IOException {
        try (FunctionUnit search = start(Duration.ofMinutes(1));
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(1024);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), search.port()));
            ask(slow, ALL_LONG);
            String begun = new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            search.systemctl("stop", "--no-block", search.service());
            search.await(search.service(), "ActiveState", "deactivating");
            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> askUntilActivated(search, 2));
            String rest = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(keys(begun + rest)).hasSize(LONG_POSTS);
            others.join();
            search.systemctl("stop", search.service());
            assertSleeps(search);
            assertThat(search.ends()).as(search.log()).isEqualTo(2);
        }
    }

    @Test
    void wrongSettingFailsTheUnitAndTheLogSaysWhy() throws IOException {
        try (FunctionUnit search = start(IDLE)) {
            // A JVM takes longer to fail than the usual five times in ten seconds allow.
            search.change(search.service(), "[Unit]\nStartLimitIntervalSec=10min\n");
            search.set(Map.of("SKYTROVE_HTTP_IDLE_EXIT", "soon"));
            try (Socket _ = RawRequest.connect(search.port())) {
                search.await(search.socket(), "ActiveState", "failed");
            }
            assertThat(search.show(search.socket(), "Result")).isEqualTo("service-start-limit-hit");
            assertThat(search.show(search.service(), "ActiveState")).isEqualTo("failed");
            assertThat(search.show(search.service(), "ExecMainStatus")).isEqualTo("2");
            assertThat(search.log()).contains("SKYTROVE_HTTP_IDLE_EXIT is 'soon', not a");

            search.set(Map.of("SKYTROVE_HTTP_IDLE_EXIT", "50ms"));
            search.systemctl("reset-failed", search.service());
            search.systemctl("restart", search.socket());
            assertThat(keys(FOXES.send(search.port()))).containsExactly("2", "1");
            assertSleeps(search);
        }
    }

    private FunctionUnit start(Duration idle) throws IOException {
        return start("search", idle);
    }

    private FunctionUnit start(String function, Duration idle) throws IOException {
        Path storage = Files.createDirectory(directory.resolve("storage"));
        ScenarioLake.write(storage);
        writeLongPosts(storage);
        return FunctionUnit.start(
                function, directory, storage, Map.of("SKYTROVE_HTTP_IDLE_EXIT", idle.toMillis() + "ms"));
    }

    private static void writeLongPosts(Path storage) {
        Instant time = Instant.parse("2026-07-05T12:00:00Z");
        try (SampleLake lake = SampleLake.in(storage)) {
            for (int i = 0; i < LONG_POSTS; i++) {
                lake.add(SamplePost.of("did:plc:long", "long" + i, "endless ", time.plusSeconds(i)));
            }
            lake.execute("UPDATE posts SET text = repeat(text, 25000)");
            lake.flush(3);
        }
    }

    /** Waits until there is no process, and sees that all is well. */
    private static void assertSleeps(FunctionUnit function) {
        function.await(function.service(), "SubState", "dead");
        assertThat(function.show(function.service(), "Result")).isEqualTo("success");
        assertThat(function.show(function.service(), "ExecMainStatus")).isEqualTo("0");
        function.await(function.socket(), "SubState", "listening");
    }

    private static void ask(Socket socket, RawRequest request) throws IOException {
        String head = "GET " + request.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Every request is answered, whichever activation gets it. */
    private static void askUntilActivated(FunctionUnit search, int activations) {
        try {
            while (search.activations() < activations) {
                assertThat(keys(FOXES.send(search.port()))).containsExactly("2", "1");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of the posts in an answer that must be a 200. */
    private static Stream<String> keys(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 200");
        JsonNode found = Json.parse(answer.substring(answer.indexOf("\r\n\r\n")));
        return found.path("results").findValuesAsText("uri").stream().map(uri -> uri.replaceFirst(".*/", ""));
    }
}
