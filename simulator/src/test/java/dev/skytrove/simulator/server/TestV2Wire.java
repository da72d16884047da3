package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.history.RecordedHistory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestV2Wire {
    private static final int SIZE = 3_000;
    private static final Path REAL_DICTIONARY = Shared.data("jetstream/zstd_dictionary");

    private final History history = GeneratedHistory.of(6, SIZE, Instant.parse("2026-07-04T14:00:00Z"));
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path directory;

    @AutoClose
    private SimulatorServer server;

    @BeforeEach
    void serve() throws IOException {
        EventReader reader = history.reader();
        for (int index = 0; index < SIZE; index++) {
            lines.add(StandardCharsets.UTF_8.decode(reader.read(index)).toString());
        }
        serve(history, V2Settings.DEFAULT);
    }

    @Test
    void eventsAreTheSame() {
        try (Client client = client("")) {
            List<String> frames = client.await(SIZE);
            assertThat(frames.stream().map(V2Frames::toV1).toList())
                    .isEqualTo(lines.stream().map(V2Frames::json).toList());
            assertThat(V2Frames.seqs(frames)).isEqualTo(IntStream.rangeClosed(1, SIZE).boxed().toList());
            assertThat(frames).allSatisfy(frame -> {
                JsonNode payload = V2Frames.payload(frame);
                assertThat(payload.get("time").asText()).matches("[0-9T:-]{19}\\.[0-9]{6}Z");
                assertThat(payload.get("witnessedAt")).isEqualTo(payload.get("time"));
            });
        }
    }

    @Test
    void recordingIsServedWithoutWhatHasNoForm() throws IOException {
        String good = "{ \"did\" : \"did:plc:\\u0061\", \"kind\":\"identity\",\"time_us\":1700000000000001 ,"
                + "\"more\":[{}],\"identity\":{\"text\":\"\u00fc\\ud800\"}}";
        List<String> recording = List.of(
                "not JSON", good, "[]", "{\"did\":\"did:plc:a\",\"time_us\":5,\"kind\":\"commit\",\"commit\":{}}",
                good + "}", good.replace("time_us", "time"), good.replace("identity", "rain"));
        serve(RecordedHistory.open(Files.write(directory.resolve("odd.jsonl"), recording)), V2Settings.DEFAULT);

        try (Client client = client("")) {
            List<String> frames = client.await(2);
            client.ping("x");
            assertThat(V2Frames.seqs(client.frames())).containsExactly(2, 7);
            assertThat(frames.getFirst()).contains("\"identity\":{\"text\":\"\u00fc\\ud800\"}");
            assertThat(V2Frames.toV1(frames.getLast()).get("kind").asText()).isEqualTo("rain");
        }
    }

    @Test
    void realRecordingIsTheSame() throws IOException {
        Path recording = Shared.data("jetstream/events.jsonl");
        assumeTrue(Files.exists(recording), "no recording beside the project: " + recording);
        serve(RecordedHistory.open(recording), V2Settings.DEFAULT);
        List<JsonNode> events = Files.readAllLines(recording).stream().map(V2Frames::json).toList();

        try (Client client = client("")) {
            assertThat(client.await(events.size()).stream().map(V2Frames::toV1).toList()).isEqualTo(events);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "7,7", "3000,3000"})
    void seqCursorIsInclusive(int cursor, int first) {
        try (Client client = client("?cursor=" + cursor)) {
            int count = SIZE + 1 - first;
            assertThat(V2Frames.seqs(client.await(count)))
                    .isEqualTo(IntStream.rangeClosed(first, SIZE).boxed().toList());
        }
    }

    @Test
    void nextSeqAndLiveTipAreSilent() throws IOException {
        server.close();
        server = SimulatorServer.start(history, ServerSettings.DEFAULT.withLiveTip());
        try (Client next = client("?cursor=" + (SIZE + 1)); Client live = client("")) {
            assertThat(next.ping("x")).isEqualTo("x");
            assertThat(live.ping("y")).isEqualTo("y");
            assertThat(next.frames()).isEmpty();
            assertThat(live.frames()).isEmpty();
        }
    }

    @Test
    void farCursorIsToldSo() {
        try (Client client = client("?cursor=" + (SIZE + 2))) {
            JsonNode info = V2Frames.payload(client.await(1).getFirst());
            assertThat(V2Frames.kind(info)).isEqualTo("info");
            assertThat(info.get("name").asText()).isEqualTo("FutureCursor");
            client.ping("x");
            assertThat(client.frames()).hasSize(1);
        }
    }

    @Test
    void timeCursorIsOneOfTheV1Wire() {
        long time = V2Frames.json(lines.get(1000)).get("time_us").asLong();
        int first = (int) history.firstAtOrAfter(time) + 1;
        try (Client client = client("?cursor=" + time); Client early = client("?cursor=1000000000000000")) {
            assertThat(V2Frames.seqs(client.await(SIZE + 1 - first))).startsWith(first);
            List<String> frames = early.await(SIZE + 1);
            assertThat(V2Frames.payload(frames.getFirst()).get("name").asText()).isEqualTo("OutdatedCursor");
            assertThat(V2Frames.payload(frames.get(1)).get("seq").asInt()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsBelowTheFloor() throws IOException {
        serve(history, new V2Settings(500, 0, Optional.empty()));
        assertRefused("?cursor=499", "400", "CursorTooOld", "500");
        long time = V2Frames.json(lines.get(100)).get("time_us").asLong();
        try (Client at = client("?cursor=500"); Client none = client(""); Client early = client("?cursor=" + time)) {
            assertThat(V2Frames.seqs(at.await(SIZE - 499))).startsWith(500);
            assertThat(V2Frames.seqs(none.await(SIZE - 499))).startsWith(500);
            List<String> frames = early.await(SIZE - 498);
            assertThat(V2Frames.payload(frames.getFirst()).get("name").asText()).isEqualTo("OutdatedCursor");
            assertThat(V2Frames.payload(frames.get(1)).get("seq").asInt()).isEqualTo(500);
        }
    }

    @Test
    void filtersAreIndependent() {
        String did = V2Frames.json(lines.getFirst()).get("did").asText();
        assertFiltered("?kinds=identity&kinds=account", event -> !kind(event).equals("commit"));
        assertFiltered("?dids=" + did, event -> event.get("did").asText().equals(did));
        assertFiltered("?collections=app.bsky.graph.*&collections=app.bsky.feed.post", event ->
                !kind(event).equals("commit") || collection(event).startsWith("app.bsky.graph.")
                        || collection(event).equals("app.bsky.feed.post"));
        assertFiltered("?kinds=commit&collections=app.bsky.feed.repost", event ->
                collection(event).equals("app.bsky.feed.repost"));
    }

    @Test
    void sizeIsThatOfTheFrame() {
        try (Client all = client("")) {
            List<String> frames = all.await(SIZE);
            int largest = frames.getFirst().getBytes(StandardCharsets.UTF_8).length;
            List<String> small = frames.stream()
                    .filter(frame -> frame.getBytes(StandardCharsets.UTF_8).length <= largest)
                    .toList();
            try (Client client = client("?maxMessageSizeBytes=" + largest)) {
                assertThat(client.await(small.size())).isEqualTo(small).hasSizeLessThan(SIZE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?kinds=likes, InvalidRequest", "?kinds=identity&collections=app.bsky.feed.like, InvalidRequest",
        "?wantedDids=did:plc:x, InvalidRequest", "?wantedCollections=app.bsky.feed.like, InvalidRequest",
        "?requireHello=true, InvalidRequest", "?compress=true, InvalidRequest", "?cursor=-1, InvalidRequest",
        "?cursor=x, InvalidRequest", "?dids=alice, InvalidRequest", "?collections=a.*, InvalidRequest",
        "?maxMessageSizeBytes=-1, InvalidRequest", "?zstdDictionary=banana, InvalidRequest",
        "?zstdDictionary=12345, UnknownZstdDictionary"
    })
    void refusalsHaveNames(String query, String name) {
        assertRefused(query, "400", name, "");
    }

    @Test
    void subprotocolIsConfirmed() {
        URI url = server.v2Url();
        try (Client offers = Client.connect(url, "", "Sec-WebSocket-Protocol: x.y, xrpc.v1.json\r\n");
                Client other = Client.connect(url, "", "")) {
            assertThat(offers.subprotocol()).isEqualTo("xrpc.v1.json");
            assertThat(other.subprotocol()).isEmpty();
            assertThat(other.await(SIZE)).isEqualTo(offers.await(SIZE));
        }
    }

    @Test
    void clientsMustBeSilent() {
        try (Client client = client("")) {
            client.await(SIZE);
            client.send("{\"type\":\"options_update\"}");
            assertThat(client.awaitEnd()).isEqualTo(1008);
        }
    }

    @Test
    void framesAreCompressedWithTheDictionaryThatIsHandedOut() throws Exception {
        assumeTrue(Files.exists(REAL_DICTIONARY), "no dictionary beside the project: " + REAL_DICTIONARY);
        EventDictionary dictionary = EventDictionary.read(REAL_DICTIONARY);
        serve(history, new V2Settings(1, 0, Optional.of(dictionary)));
        byte[] bytes = dictionary("").body();
        assertThat(bytes).isEqualTo(Files.readAllBytes(REAL_DICTIONARY));
        assertThat(dictionary("?id=" + dictionary.id()).body()).isEqualTo(bytes);
        HttpResponse<byte[]> other = dictionary("?id=7");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(new String(other.body(), StandardCharsets.UTF_8)).contains("\"DictionaryNotFound\"", "" + dictionary.id());
        assertRefused("?zstdDictionary=7", "400", "UnknownZstdDictionary", "" + dictionary.id());

        try (Client plain = client("?cursor=2000000");
                Client zstd = client("?cursor=2000000&zstdDictionary=" + dictionary.id());
                Client all = client("?zstdDictionary=" + dictionary.id());
                Decompressor decompressor = new Decompressor(bytes)) {
            assertThat(decompressor.texts(zstd.awaitBinary(1))).isEqualTo(plain.await(1));
            assertThat(decompressor.texts(all.awaitBinary(SIZE)).stream().map(V2Frames::toV1).toList())
                    .isEqualTo(lines.stream().map(V2Frames::json).toList());
        }
    }

    @Test
    void syncEventsComeOnV2Only() throws Exception {
        serve(history, new V2Settings(1, 100, Optional.empty()));
        int all = SIZE + SIZE / 100;
        try (Client v1 = Client.connect(server, ""); Client v2 = client(""); Control control = new Control(server)) {
            assertThat(v1.await(SIZE)).isEqualTo(lines);
            List<String> frames = v2.await(all);
            assertThat(V2Frames.seqs(frames)).isEqualTo(IntStream.rangeClosed(1, all).boxed().toList());
            List<JsonNode> events = frames.stream().map(V2Frames::toV1).toList();
            assertThat(events.stream().filter(event -> !kind(event).equals("sync")).toList())
                    .isEqualTo(lines.stream().map(V2Frames::json).toList());
            JsonNode sync = events.get(100);
            assertThat(kind(sync)).isEqualTo("sync");
            assertThat(sync.get("did")).isEqualTo(events.get(99).get("did")).isEqualTo(sync.at("/sync/did"));
            assertThat(sync.at("/sync/rev").asText()).matches("[2-7a-z]{13}");
            assertThat(events.stream().filter(event -> kind(event).equals("sync"))
                            .map(event -> event.at("/sync/seq")).distinct())
                    .hasSize(SIZE / 100);
            assertThat(control.send("GET", "/ledger?wire=v2").body().lines().toList()).isEqualTo(frames);
            assertThat(control.send("GET", "/ledger").body().lines().toList()).isEqualTo(lines);
        }
        try (Client client = client("?cursor=102&kinds=sync")) {
            assertThat(V2Frames.seqs(client.await(SIZE / 100 - 1))).startsWith(202, 303);
        }
    }

    private void assertFiltered(String query, Predicate<JsonNode> wanted) {
        List<JsonNode> expected = lines.stream().map(V2Frames::json).filter(wanted).toList();
        assertThat(expected).isNotEmpty().hasSizeLessThan(SIZE);
        try (Client client = client(query)) {
            client.await(expected.size());
            client.ping("x");
            assertThat(client.frames().stream().map(V2Frames::toV1).toList()).isEqualTo(expected);
        }
    }

    private void assertRefused(String query, String status, String name, String message) {
        assertThatIOException()
                .isThrownBy(() -> RawClient.connect(server.v2Url(), query, "").close())
                .withMessageContainingAll(" " + status + " ", "{\"error\":\"" + name + "\",\"message\":\"", message);
    }

    private HttpResponse<byte[]> dictionary(String query) throws IOException, InterruptedException {
        URI url = URI.create(server.controlUrl() + "/xrpc/network.bsky.jetstream.getZstdDictionary" + query);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
        }
    }

    private static String kind(JsonNode event) {
        return event.get("kind").asText();
    }

    private static String collection(JsonNode event) {
        return event.at("/commit/collection").asText();
    }

    private Client client(String query) {
        return Client.connect(server.v2Url(), query, "");
    }

    private void serve(History served, V2Settings settings) throws IOException {
        if (server != null) {
            server.close();
        }
        server = SimulatorServer.start(served, ServerSettings.DEFAULT.withV2(settings));
    }
}
