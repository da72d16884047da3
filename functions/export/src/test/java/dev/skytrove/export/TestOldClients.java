package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.http.ScenarioLake;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/1.0 knows no chunks: the body ends with the connection. */
final class TestOldClients {
    @TempDir
    private Path directory;

    @Test
    void http10GetsTheBodyAsItIs() throws Exception {
        ScenarioLake.write(directory.resolve("storage"));
        try (FunctionProcess function =
                FunctionProcess.start(ExportMain.class, directory, directory.resolve("storage"), Map.of())) {
            int port = function.url().getPort();
            String target = "/export?text=fox";
            for (String more : new String[] {"", "Connection: keep-alive\r\n"}) {
                String answer = RawRequest.exchange(port, "GET " + target + " HTTP/1.0\r\n" + more + "\r\n");
                String[] parts = answer.split("\r\n\r\n", 2);
                assertThat(parts[0]).startsWith("HTTP/1.").contains(" 200 ").doesNotContainIgnoringCase("chunked");
                assertThat(parts[1]).isEqualTo(function.get(target).body());
            }
        }
    }
}
