package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A flush that cannot reach what it needs ends with one line that names the address. */
final class TestUnreachable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void redisIsNamedInOneLine() throws IOException {
        String nowhere = "127.0.0.1:" + closedPort();
        try (Stage stage = new Stage()) {
            assertOneLine(stage, Map.of("SKYTROVE_REDIS", "redis://" + nowhere), nowhere);
        }
    }

    @Test
    void bucketIsNamedInOneLine() throws IOException {
        String nowhere = "127.0.0.1:" + closedPort();
        try (Stage stage = new Stage()) {
            stage.append(Lines.mixed(0, 9, Duration.ofSeconds(1)));
            Map<String, String> bucket = Map.of(
                    "SKYTROVE_STORAGE", "s3://some-bucket/lake",
                    "AWS_ENDPOINT_URL_S3", "http://" + nowhere,
                    "AWS_REGION", "eu",
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret");
            assertOneLine(stage, bucket, nowhere);
        }
    }

    private static void assertOneLine(Stage stage, Map<String, String> settings, String address) {
        Map<String, String> all = new HashMap<>(Map.of(
                "SKYTROVE_STORAGE", "file://" + stage.storage(),
                "SKYTROVE_REDIS", stage.redisUri(),
                "SKYTROVE_FLUSH_WORK_DIR", stage.workDir().toString()));
        all.putAll(settings);
        try (ChildProcess process = ChildProcess.command(
                        ProjectPaths.java().toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlushMain.class.getName())
                .name("flush")
                .environment(all)
                .start()) {
            assertThat(process.waitFor(PATIENCE)).as(process.stderr()).isEqualTo(1);
            List<String> errors =
                    process.stderr().lines().filter(line -> line.contains(" ERROR ")).toList();
            assertThat(errors).singleElement().asString().contains(address);
            assertThat(process.stderr().lines()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
