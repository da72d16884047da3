package dev.skytrove.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process as its users start it. */
final class TestSimulatorMain {
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void firstLineTellsWhereLastWhatWasDone() throws Exception {
        Path ledger = directory.resolve("ledger.jsonl");
        Process process = start("--events", "50", "--seed=7", "--ledger", ledger.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            JsonNode first = json.readTree(out.readLine());
            assertThat(first.get("url").asText()).matches("ws://127\\.0\\.0\\.1:\\d+/subscribe");
            assertThat(first.get("v2_url").asText())
                    .matches("ws://127\\.0\\.0\\.1:\\d+/xrpc/network\\.bsky\\.jetstream\\.subscribeEvents");
            assertThat(first.get("control").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(first.get("events").asInt()).isEqualTo(50);
            assertThat(Files.readAllLines(ledger)).hasSize(50);

            // Process.destroy would close the stream that is yet to be read.
            process.toHandle().destroy();
            assertThat(json.readTree(out.readLine()).get("frames_sent").asInt()).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(process.waitFor()).isIn(0, 143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void faultThatDidNotHappenFailsTheRun() throws Exception {
        Process process = start("--events", "50", "--fault", "drop@10,stall@5:1");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("{");
            process.toHandle().destroy();
            assertThat(json.readTree(out.readLine()).at("/faults/kinds/drop/asked").asInt()).isEqualTo(1);
            assertThat(errors.lines().toList())
                    .contains("faults that were asked for did not happen: drop (asked 1, fired 0), stall (asked 1, fired 0)");
            assertThat(process.waitFor()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        Process process = start("--help");
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(help).contains("--replay", "--events", "--seed", "--start", "--mix", "--texts", "--port", "--rate");
    }

    @ParameterizedTest
    @CsvSource({
        "'', either --replay FILE or --events N",
        "--events 5 --replay x, either --replay FILE or --events N",
        "--replay no-such-file, cannot replay no-such-file",
        "--replay ., cannot replay .",
        "--events many, 'many' is not a long",
        "--events 0, --events must be a whole number",
        "--events, parameter for option '--events'",
        "--events 5 --events 6, specified only once",
        "--events 5 --port 70000, --port must be a whole number from 0 to 65535",
        "--events 5 --rate 0, --rate must be a whole number",
        "--events 5 --start today, --start must be a UTC time",
        "--events 5 --start 1969-01-01T00:00:00Z, --start must be a UTC time",
        "--events 5 --mix 1999, --mix must be 2024 or 2026",
        "--events 5 --texts no-such-file, cannot use --texts no-such-file",
        "--events 5 --dictionary no-such-file, cannot use --dictionary no-such-file",
        "--events 5 --v2-dictionary no-such-file, cannot use --v2-dictionary",
        "--events 5 --fault rain, cannot use --fault: no fault is named 'rain'",
        "--events 5 --drop-every 5:5, --drop-every must be as 1000:7",
        "--events 5 --preload v3, --preload takes v1",
        "--events 5 --preload v1-zstd, cannot use --preload",
        "--events 5 --v2-floor 0, --v2-floor must be a whole number",
        "--events 5 --ledger no/such/folder, cannot write --ledger no/such/folder",
        "--replay x --seed 5, --seed goes with --events only",
        "--replay x --density 5, --density goes with --events only",
        "--events 5 --density 0, --density must be",
        "--replay x --mix 2024, --mix goes with --events only",
        "--events 5 --fast, Unknown option: '--fast'"
    })
    void wrongUsageIsExplained(String arguments, String message) throws Exception {
        Process process = start(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).contains(message);
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).start();
    }
}
