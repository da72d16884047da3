package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.history.RecordedHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether clients can tell a server whose frames were made in advance from another. They must not. */
final class TestPreload {
    private static final int SIZE = 5_000;

    private final History history = GeneratedHistory.of(8, SIZE, Instant.parse("2026-07-04T14:00:00Z"));

    @TempDir
    private Path directory;

    private Path dictionary;

    @AutoClose
    private SimulatorServer ready;

    @AutoClose
    private SimulatorServer lazy;

    @BeforeEach
    void serve() throws IOException {
        dictionary = Files.writeString(directory.resolve("dictionary"), "did:plc: app.bsky.feed.like createdAt subject");
        ServerSettings settings = ServerSettings.DEFAULT.withDictionary(EventDictionary.read(dictionary));
        lazy = SimulatorServer.start(history, settings);
        ready = SimulatorServer.start(
                history, settings.withPreload(Set.of(Encoding.V1, Encoding.V1_ZSTD, Encoding.V2)));
    }

    @Test
    void v1IsTheSame() {
        try (Client one = Client.connect(lazy, ""); Client two = Client.connect(ready, "")) {
            assertThat(two.await(SIZE)).isEqualTo(one.await(SIZE));
        }
    }

    @Test
    void filtersStillApply() {
        try (Client all = Client.connect(lazy, ""); Client some = Client.connect(ready, "?maxMessageSizeBytes=500")) {
            List<String> small = all.await(SIZE).stream()
                    .filter(line -> line.getBytes(StandardCharsets.UTF_8).length <= 500)
                    .toList();
            assertThat(some.await(small.size())).isEqualTo(small).hasSizeLessThan(SIZE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4000, SIZE})
    void v2IsTheSame(int seq) {
        String query = "?cursor=" + seq;
        try (Client one = Client.connect(lazy.v2Url(), query, ""); Client two = Client.connect(ready.v2Url(), query, "")) {
            assertThat(two.await(SIZE + 1 - seq)).isEqualTo(one.await(SIZE + 1 - seq)).hasSize(SIZE + 1 - seq);
        }
    }

    @Test
    void compressedIsTheSame() throws IOException {
        try (Client plain = Client.connect(lazy, "");
                Client client = Client.connect(ready, "?compress=true");
                Decompressor decompressor = new Decompressor(Files.readAllBytes(dictionary))) {
            assertThat(decompressor.texts(client.awaitBinary(SIZE))).isEqualTo(plain.await(SIZE));
        }
    }

    @Test
    void faultsAreTheSame() throws Exception {
        for (String fault : List.of("garbage?after=7", "duplicate?after=300", "gap?after=900&count=50", "close?after=3000")) {
            for (SimulatorServer server : List.of(lazy, ready)) {
                try (Control control = new Control(server)) {
                    assertThat(control.send("POST", "/faults/" + fault).statusCode()).isEqualTo(200);
                }
            }
        }
        try (Client one = Client.connect(lazy, ""); Client two = Client.connect(ready, "")) {
            assertThat(one.awaitEnd()).isEqualTo(two.awaitEnd()).isEqualTo(1013);
            assertThat(two.frames()).hasSize(3000).isEqualTo(one.frames());
        }
        assertThat(ready.missingFaults()).isEmpty();
    }

    @Test
    void whatHasNoFormAndLongLinesAreNoTrouble() throws IOException {
        List<String> lines = List.of("x".repeat(3_000_000), "{}", "y");
        History recording = RecordedHistory.open(Files.write(directory.resolve("odd.jsonl"), lines));
        ready.close();
        ready = SimulatorServer.start(recording, ServerSettings.DEFAULT.withPreload(Set.of(Encoding.V1, Encoding.V2)));
        try (Client v1 = Client.connect(ready, ""); Client v2 = Client.connect(ready.v2Url(), "", "")) {
            assertThat(v1.await(3)).isEqualTo(lines);
            assertThat(v2.ping("x")).isEqualTo("x");
            assertThat(v2.frames()).isEmpty();
        }
    }

    @Test
    void compressionNeedsADictionary() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSettings.DEFAULT.withPreload(Set.of(Encoding.V1_ZSTD)));
    }
}
