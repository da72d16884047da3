package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.DataSize;
import dev.skytrove.runtime.JobFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestUrlSource {
    private static final List<String> LINES = Lines.mixed(0, 80, Duration.ofSeconds(1));

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path directory;

    private HttpServer server;
    private Stage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new Stage(directory);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        byte[] packed = Stage.gzip(String.join("\n", LINES).getBytes(StandardCharsets.UTF_8));
        server.createContext("/good.gz", exchange -> answer(exchange, packed, packed.length));
        server.createContext("/silent", exchange -> {
            answer(exchange, Arrays.copyOf(packed, packed.length / 2), packed.length);
            await();
        });
        server.createContext("/large", exchange -> answer(exchange, new byte[0], 2 << 20));
        server.createContext("/endless", exchange -> answer(exchange, new byte[3 << 20], 0));
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
        stage.close();
    }

    @Test
    void whatAUrlDeliversIsInTheLake() {
        stage.run(url("/good.gz"));

        stage.assertHolds(LINES);
        assertThat(stage.run(url("/good.gz")).skipped()).isEqualTo(1);
    }

    @Test
    void i5SilentOrEndlessServerIsLeft() {
        assertFails("/silent", "delivered nothing for 1 s");
        assertFails("/large", "has 2097152 bytes, more than SKYTROVE_IMPORT_URL_SIZE");
        assertFails("/endless", "has more than SKYTROVE_IMPORT_URL_SIZE");
        assertFails("/missing", "answered 404");
    }

    private void assertFails(String path, String message) {
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.run(
                        CrashInjector.NONE, stage.config(DataSize.ofMebibytes(64), Duration.ofSeconds(1)), url(path)))
                .withMessageContaining(message);
    }

    private String url(String path) {
        return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, byte[] content, long length) throws IOException {
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(content);
        exchange.getResponseBody().flush();
        if (length <= content.length) {
            exchange.close();
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
