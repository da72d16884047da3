package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a function from starting is told in one line, which names the setting. */
final class TestWrongStart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void i6StorageThatIsNoDirectoryIsAWrongSetting() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "passwd");

        assertEnds(2, Map.of("SKYTROVE_STORAGE", "file://" + file), "storage 'file://" + file + "'", file + " is no directory");
        assertEnds(2, Map.of("SKYTROVE_STORAGE", "file://" + file + "/lake"), file + " is no directory");
    }

    @Test
    void cacheThatCannotBeMadeIsAWrongSetting() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "passwd");

        for (Path cache : List.of(file, file.resolve("cache"), Path.of("/proc/cache"), directory.resolve("long".repeat(64)))) {
            assertEnds(2, Map.of("SKYTROVE_CACHE_DIR", cache.toString()), "SKYTROVE_CACHE_DIR", cache.toString());
        }
    }

    @Test
    void portsInUseAreNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertEnds(1, Map.of("SKYTROVE_HTTP_PORT", port), "SKYTROVE_HTTP_PORT", port + ",", "in use");
            assertEnds(1, Map.of("SKYTROVE_MANAGEMENT_PORT", port), "SKYTROVE_MANAGEMENT_PORT", port + ",", "in use");
        }
    }

    @Test
    void portOfAFunctionThatHasJustStoppedIsFree() throws IOException {
        Map<String, String> settings = Map.of();
        for (int i = 0; i < 2; i++) {
            try (FunctionProcess function =
                    FunctionProcess.start(SearchMain.class, directory, directory.resolve("storage"), settings)) {
                int port = function.url().getPort();
                // The server closes it: what is left of the connection keeps the port for a minute.
                assertThat(RawRequest.exchange(port, "GET /search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 200");
                settings = Map.of("SKYTROVE_HTTP_PORT", Integer.toString(port));
            }
        }
    }

    private void assertEnds(int code, Map<String, String> settings, String... told) {
        try (ChildProcess process = FunctionProcess.command(SearchMain.class)
                .environment("SKYTROVE_STORAGE", "file://" + directory.resolve("storage"))
                .environment("SKYTROVE_HTTP_PORT", "0")
                .environment("SKYTROVE_CACHE_DIR", directory.resolve("cache").toString())
                .environment(settings)
                .start()) {
            assertThat(process.waitFor(PATIENCE)).as(process.stderr()).isEqualTo(code);
            assertThat(process.stdout()).isEmpty();
            List<String> log = process.stderr().lines().toList();
            assertThat(log).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
            assertThat(log).filteredOn(line -> line.contains("ERROR")).singleElement().asString().contains(told);
        }
    }
}
