package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.history.RecordedHistory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSimulatorServer {
    private static final List<String> LINES = List.of(
            line("did:plc:a", 10, "app.bsky.feed.post"),
            line("did:plc:b", 30, "app.bsky.feed.like"),
            line("did:plc:a", 20, "app.bsky.graph.follow"),
            "this is not JSON",
            "{\"did\":\"did:plc:b\",\"time_us\":40,\"kind\":\"identity\",\"identity\":{}}",
            line("did:plc:c", 50, "app.bsky.feed.post"));

    @TempDir
    private Path directory;

    @AutoClose
    private SimulatorServer server;

    @AutoClose
    private Control control;

    @BeforeEach
    void serveLines() throws IOException {
        serve(recording(LINES), ServerSettings.DEFAULT);
    }

    @Test
    void clientWithoutCursorGetsEverything() {
        try (Client one = client(""); Client two = client("?compress=true")) {
            assertThat(one.await(LINES.size())).isEqualTo(LINES);
            assertThat(two.await(LINES.size())).isEqualTo(LINES);
            // Over, but not closed.
            assertThat(one.ping("still there?")).isEqualTo("still there?");
        }
    }

    @ParameterizedTest
    @CsvSource({"10,0", "11,1", "30,1", "31,4", "50,5"})
    void cursorIsServedInDeliveryOrder(long cursor, int first) {
        List<String> expected = LINES.subList(first, LINES.size());
        try (Client client = client("?cursor=" + cursor)) {
            assertThat(client.await(expected.size())).isEqualTo(expected);
        }
    }

    @Test
    void liveTipIsSilent() throws IOException {
        serve(recording(LINES), ServerSettings.DEFAULT.withLiveTip());
        try (Client live = client(""); Client ahead = client("?cursor=51"); Client rewound = client("?cursor=0")) {
            assertThat(rewound.await(LINES.size())).isEqualTo(LINES);
            assertThat(live.ping("x")).isEqualTo("x");
            assertThat(ahead.ping("y")).isEqualTo("y");
            assertThat(live.frames()).isEmpty();
            assertThat(ahead.frames()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wantedCollections=app.bsky.feed.post, 0 3 4 5",
        "wantedCollections=app.bsky.feed.*, 0 1 3 4 5",
        "wantedCollections=app.bsky.feed.like&wantedCollections=app.bsky.graph.*, 1 2 3 4",
        "wantedDids=did:plc:a, 0 2",
        "wantedDids=did:plc:b&wantedDids=did:plc:c, 1 4 5",
        "wantedDids=did:plc:b&wantedCollections=app.bsky.graph.follow, 4",
        "maxMessageSizeBytes=20, 3"
    })
    void filtersPassWhatIsWanted(String query, String indices) {
        List<String> expected = Stream.of(indices.split(" ", -1)).map(i -> LINES.get(Integer.parseInt(i))).toList();
        try (Client client = client("?" + query)) {
            client.await(expected.size());
            client.ping("x");
            assertThat(client.frames()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscribe?cursor=yesterday", "/subscribe?cursor=1.5", "/subscribe?wantedCollections=post",
                "/subscribe?wantedCollections=app.bsky.fe*", "/subscribe?wantedDids=alice.bsky.social",
                "/subscribe?maxMessageSizeBytes=big", "/subscribe?requireHello=true", "/subscribe?cursor=%zz"
            })
    void badParametersAreRefused(String path) throws IOException {
        assertThatIOException()
                .isThrownBy(() -> RawClient.connect(server, path.substring("/subscribe".length())).close())
                .withMessageContaining("400");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404", "GET, /subscribe, 400", "POST, /stats, 405", "GET, /faults/drop, 405", "POST, /faults/rain, 400",
        "POST, /faults/drop?after=-1, 400", "POST, /faults/drop?after=x, 400", "POST, /faults/close?code=65536, 400",
        "POST, /faults/refuse?status=200, 400", "POST, /faults/error?name=%22, 400",
        "POST, /faults/stall, 400", "POST, /faults/stall?for=soon, 400", "DELETE, /ledger, 405"
    })
    void badRequestsAreRefused(String method, String path, int status) throws Exception {
        HttpResponse<String> response = control.send(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"detail\":\"");
        assertThat(control.stats().at("/faults/asked").asInt()).isZero();
    }

    @Test
    void statsTellWhatWasDone() throws Exception {
        try (Client client = client("?wantedDids=did:plc:b")) {
            client.await(2);
            Await.until("frames counted", () -> server.statsJson().contains("\"frames_sent\":2"));
            assertThat(control.stats().get("connections_open").asInt()).isEqualTo(1);
        }
        Await.until("connection closed", () -> server.statsJson().contains("\"connections_open\":0"));
        JsonNode stats = control.stats();

        assertThat(stats.get("events").asInt()).isEqualTo(LINES.size());
        assertThat(stats.get("furthest").asInt()).isEqualTo(5);
        assertThat(stats.get("connections_opened").asInt()).isEqualTo(1);
    }

    @Test
    void ledgerIsTheWholeHistory() throws Exception {
        History history = GeneratedHistory.of(3, 20_000, Instant.parse("2026-07-04T14:00:00Z"));
        serve(history, ServerSettings.DEFAULT);
        Path file = directory.resolve("ledger.jsonl");
        Ledger.write(history, file);

        try (Client client = client("")) {
            List<String> frames = client.await(20_000);
            assertThat(control.send("GET", "/ledger").body().lines().toList()).isEqualTo(frames);
            assertThat(Files.readAllLines(file)).isEqualTo(frames);
        }
    }

    @Test
    void bytesThatAreNotTextAreSentAsTheyAre() throws IOException {
        byte[] line = {'{', (byte) 0xff, (byte) 0xc3, '}'};
        byte[] longLine = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("bytes.jsonl");
        Files.write(file, line);
        Files.writeString(file, "\n" + "x".repeat(100_000) + "\n", StandardOpenOption.APPEND);
        serve(RecordedHistory.open(file), ServerSettings.DEFAULT);

        try (RawClient client = RawClient.connect(server, "")) {
            assertThat(client.read()).isEqualTo(line);
            assertThat(client.read()).isEqualTo(longLine);
        }
    }

    @Test
    void rateHoldsEachClientBack() throws IOException {
        serve(GeneratedHistory.of(3, 400, Instant.parse("2026-07-04T14:00:00Z")),
                ServerSettings.DEFAULT.withRate(new EventRate(1000)));
        long start = System.nanoTime();
        try (Client client = client("")) {
            client.await(400);
        }
        // A twentieth of a second's worth may come at once.
        assertThat(System.nanoTime() - start).isGreaterThan(340_000_000L);
    }

    @Test
    void manyDidsFitIntoARequest() {
        StringBuilder query = new StringBuilder("?wantedDids=did:plc:c");
        for (int i = 0; i < 9_999; i++) {
            query.append("&wantedDids=did:plc:z").append(i);
        }
        try (Client client = client(query.toString())) {
            assertThat(client.await(1)).containsExactly(LINES.get(5));
        }
    }

    @Test
    void realRecordingIsServedLineByLine() throws IOException {
        Path recording = Shared.data("jetstream/events.jsonl");
        assumeTrue(Files.exists(recording), "no recording beside the project: " + recording);
        serve(RecordedHistory.open(recording), ServerSettings.DEFAULT);
        List<String> lines = Files.readAllLines(recording);

        try (Client client = client("")) {
            assertThat(client.await(lines.size())).isEqualTo(lines);
        }
    }

    /** I5: a client that reads nothing, then everything, never makes the server hold more than its limit. */
    @Test
    void i5SlowReaderIsWaitedFor() throws Exception {
        int size = 60_000;
        serve(GeneratedHistory.of(5, size, Instant.parse("2026-07-04T14:00:00Z")), ServerSettings.DEFAULT);

        try (RawClient client = RawClient.connect(server, "")) {
            Await.until("sending paused", () -> number("slow_client_pauses") > 0);
            assertThat(number("furthest")).isLessThan(size);
            List<Integer> lengths = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                lengths.add(client.read().length);
            }
            assertThat(lengths).allMatch(length -> length > 100);
            Await.until("everything counted", () -> number("frames_sent") == size);
            assertThat(number("peak_pending_bytes")).isBetween(1L, SimulatorServer.HIGH_WATER_BYTES + 100_000L);
        }
    }

    private void serve(History history, ServerSettings settings) throws IOException {
        if (server != null) {
            control.close();
            server.close();
        }
        server = SimulatorServer.start(history, settings);
        control = new Control(server);
    }

    private long number(String field) {
        String stats = server.statsJson();
        String rest = stats.substring(stats.indexOf("\"" + field + "\":") + field.length() + 3);
        return Long.parseLong(rest.substring(0, rest.indexOf(',')));
    }

    private Client client(String query) {
        return Client.connect(server, query);
    }

    private History recording(List<String> lines) throws IOException {
        return RecordedHistory.open(Files.write(directory.resolve("recording.jsonl"), lines));
    }

    private static String line(String did, long time, String collection) {
        return "{\"did\":\"" + did + "\",\"time_us\":" + time + ",\"kind\":\"commit\",\"commit\":{\"collection\":\""
                + collection + "\"}}";
    }
}
