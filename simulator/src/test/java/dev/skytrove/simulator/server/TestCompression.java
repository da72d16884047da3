package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames compressed with a dictionary, read back by a client that has the same. */
final class TestCompression {
    private static final int SIZE = 2_000;

    private static final Path REAL = Shared.data("jetstream/zstd_dictionary");

    private final History history = GeneratedHistory.of(4, SIZE, Instant.parse("2026-07-04T14:00:00Z"));
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path directory;

    @AutoClose
    private SimulatorServer server;

    @AutoClose
    private Decompressor decompressor;

    @BeforeEach
    void readHistory() {
        EventReader reader = history.reader();
        for (int index = 0; index < SIZE; index++) {
            lines.add(StandardCharsets.UTF_8.decode(reader.read(index)).toString());
        }
    }

    @Test
    void realDictionaryIsUsed() throws IOException {
        assumeTrue(Files.exists(REAL), "no dictionary beside the project: " + REAL);
        serve(REAL);

        try (Client client = Client.connect(server, "?compress=true")) {
            List<byte[]> frames = client.awaitBinary(SIZE);
            assertThat(decompressor.texts(frames)).isEqualTo(lines);
            assertThat(frames).allMatch(frame -> Zstd.getDictIdFromFrame(frame) == 1_612_007_021L);
            long bytes = frames.stream().mapToLong(frame -> frame.length).sum();
            assertThat(bytes).isLessThan(lines.stream().mapToLong(String::length).sum() / 2);
            assertThat(client.frames()).isEmpty();
        }
    }

    @Test
    void headerAsksForItToo() throws IOException {
        serve(contentDictionary());
        URI url = server.subscribeUrl();

        try (Client zstd = Client.connect(url, "", "Socket-Encoding: zstd\r\n");
                Client plain = Client.connect(url, "", "")) {
            assertThat(decompressor.texts(zstd.awaitBinary(SIZE))).isEqualTo(lines);
            assertThat(plain.await(SIZE)).isEqualTo(lines);
        }
    }

    @Test
    void withoutDictionaryTextIsPlain() throws IOException {
        server = SimulatorServer.start(history, ServerSettings.DEFAULT);
        URI url = server.subscribeUrl();

        try (Client client = Client.connect(url, "", "Socket-Encoding: zstd\r\n")) {
            assertThat(client.await(SIZE)).isEqualTo(lines);
        }
    }

    @Test
    void twoCompressionsAreRefused() throws IOException {
        serve(contentDictionary());
        String deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

        RawClient.connect(server, "", deflate).close();
        assertThatIOException()
                .isThrownBy(() -> RawClient.connect(server, "?compress=true", deflate).close())
                .withMessageContaining("400");
    }

    @Test
    void dictionaryIsServed() throws Exception {
        Path file = contentDictionary();
        serve(file);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.controlUrl() + "/zstd_dictionary"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void garbageIsNotZstd() throws Exception {
        serve(contentDictionary());
        try (Control control = new Control(server); Client client = Client.connect(server, "?compress=true")) {
            client.awaitBinary(SIZE);
            assertThat(control.send("POST", "/faults/garbage").statusCode()).isEqualTo(200);
            assertThat(control.send("POST", "/faults/duplicate").statusCode()).isEqualTo(200);
            List<byte[]> frames = client.awaitBinary(SIZE + 2);
            assertThat(new String(frames.get(SIZE), StandardCharsets.UTF_8)).startsWith("{\"did\"");
            assertThat(decompressor.text(frames.get(SIZE + 1))).isEqualTo(lines.getLast());
        }
    }

    @Test
    void whatIsNoDictionaryIsRefused() throws IOException {
        byte[] broken = new byte[64];
        System.arraycopy(new byte[] {0x37, (byte) 0xa4, 0x30, (byte) 0xec, 1, 2, 3, 4}, 0, broken, 0, 8);
        Path header = Files.write(directory.resolve("broken"), broken);
        Path empty = Files.write(directory.resolve("empty"), new byte[0]);

        assertThatIOException().isThrownBy(() -> EventDictionary.read(header)).withMessageContaining("not a zstd dictionary");
        assertThatIOException().isThrownBy(() -> EventDictionary.read(empty)).withMessageContaining("8 bytes");
    }

    private Path contentDictionary() throws IOException {
        return Files.writeString(directory.resolve("dictionary"), String.join("", lines.subList(0, 20)));
    }

    private void serve(Path dictionary) throws IOException {
        server = SimulatorServer.start(history, ServerSettings.DEFAULT.withDictionary(EventDictionary.read(dictionary)));
        decompressor = new Decompressor(Files.readAllBytes(dictionary));
    }
}
