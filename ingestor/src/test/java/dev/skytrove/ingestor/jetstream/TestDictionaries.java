package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TemporaryDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TestDictionaries {
    private static final Path FILE = ProjectPaths.find().recording().resolveSibling("zstd_dictionary");

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private byte[] served = new byte[0];

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.exists(FILE), "no dictionary at " + FILE);
        served = Files.readAllBytes(FILE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            boolean there = exchange.getRequestURI().getPath().endsWith("ictionary");
            exchange.sendResponseHeaders(there ? 200 : 404, served.length);
            exchange.getResponseBody().write(served);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void comesFromAPathOrAUrl() throws InterruptedException {
        assertThat(dictionaries(FILE.toString()).of(first())).isPresent();
        assertThat(dictionaries(base("http") + "/zstd_dictionary").of(first())).isPresent();
    }

    @Test
    void isLoadedOnce() throws InterruptedException {
        Dictionaries dictionaries = dictionaries(base("http") + "/zstd_dictionary");
        Optional<ZstdDictionary> loaded = dictionaries.of(first());

        assertThat(dictionaries.of(first()).orElseThrow()).isSameAs(loaded.orElseThrow());
        assertThat(requests).hasValue(1);
    }

    @Test
    void withoutOnePlainTextIsAskedForAndNothingIsTriedAgain() throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("dictionary")) {
            Path wrong = Files.writeString(directory.path().resolve("wrong"), "no dictionary");
            Path large = Files.write(directory.path().resolve("large"), new byte[(4 << 20) + 1]);
            for (String location :
                    new String[] {"", "/nowhere", wrong.toString(), large.toString(), base("http") + "/nothing"}) {
                Dictionaries dictionaries = dictionaries(location);
                assertThat(dictionaries.of(first())).as(location).isEmpty();
                assertThat(dictionaries.of(first())).as(location).isEmpty();
            }
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void serverOfTheSecondWireHandsOutItsOwnAndMayChangeItOnce() throws InterruptedException {
        Dictionaries dictionaries = dictionaries("");
        ZstdDictionary dictionary = dictionaries.of(second()).orElseThrow();
        assertThat(requests).hasValue(1);

        dictionaries.reject(second(), dictionary);

        assertThat(dictionaries.of(second())).as("the same again, which was rejected").isEmpty();
        assertThat(requests).hasValue(2);
    }

    @Test
    void rejectedByAServerOfTheFirstWireItIsUsedForOthersStill() throws InterruptedException {
        Dictionaries dictionaries = dictionaries(FILE.toString());
        JetstreamUrl other = JetstreamUrl.parse("ws://other.example");
        dictionaries.reject(first(), dictionaries.of(first()).orElseThrow());

        assertThat(dictionaries.of(first())).isEmpty();
        assertThat(dictionaries.of(other)).isPresent();
    }

    @Test
    void nothingIsLoadedIfCompressionIsNotWanted() throws InterruptedException {
        Dictionaries dictionaries =
                new Dictionaries(false, base("http") + "/zstd_dictionary", new Download(Duration.ofSeconds(10)));

        assertThat(dictionaries.of(first())).isEmpty();
        assertThat(requests).hasValue(0);
    }

    private static Dictionaries dictionaries(String configured) {
        return new Dictionaries(true, configured, new Download(Duration.ofSeconds(10)));
    }

    private JetstreamUrl first() {
        return JetstreamUrl.parse(base("ws") + "/subscribe");
    }

    private JetstreamUrl second() {
        return JetstreamUrl.parse(base("ws") + "/xrpc/network.bsky.jetstream.subscribeEvents");
    }

    private String base(String scheme) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }
}
