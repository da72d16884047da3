package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestDemoOptions {
    @Test
    void defaults() throws DemoUsageException {
        assertThat(parse(List.of("demo")))
                .isEqualTo(new DemoOptions(new DemoOptions.Source.Generated(20_000, List.of()), false, "", ""));
        assertThat(parse(List.of("up")))
                .isEqualTo(new DemoOptions(new DemoOptions.Source.Live(), false, "", ".skytrove"));
    }

    @Test
    void everyOption(@TempDir Path directory) throws IOException, DemoUsageException {
        Path recording = Files.createFile(directory.resolve("events.jsonl"));

        assertThat(parse(
                        List.of("demo", "--replay", recording.toString(), "--once", "--storage", "s3://b", "--keep", "k")))
                .isEqualTo(new DemoOptions(new DemoOptions.Source.Recording(recording), true, "s3://b", "k"));
        assertThat(parse(List.of("demo", "--events", "7")).source())
                .isEqualTo(new DemoOptions.Source.Generated(7, List.of()));
        assertThat(parse(List.of("demo", "--mix", "2024", "--events", "7", "--texts", recording.toString()))
                        .source())
                .isEqualTo(new DemoOptions.Source.Generated(
                        7, List.of("--mix", "2024", "--texts", recording.toString())));
    }

    @ParameterizedTest
    @CsvSource({
        "demo --events,parameter for option '--events'",
        "demo --events none,'none' is not a long",
        "demo --events 0,number of at least 1",
        "demo --events 5 --replay x,exclude each other",
        "demo --replay no/such/file,readable file",
        "demo --texts no/such/file,--texts needs a readable file",
        "demo --mix 1999,must be 2024 or 2026",
        "demo --mix 2024 --replay pom.xml,--replay and --mix exclude",
        "demo --replay pom.xml --texts pom.xml,--replay and --texts exclude",
        "up --mix 2024,'--mix'",
        "demo --storage --once,parameter for option '--storage'",
        "demo --twice,Unknown option: '--twice'",
        "up --events 5,'--events'",
        "down,'down'"
    })
    void wrongUseSaysWhatIsWrong(String line, String message) {
        assertThatExceptionOfType(DemoUsageException.class)
                .isThrownBy(() -> parse(List.of(line.split(" "))))
                .withMessageContaining(message);
    }

    private static DemoOptions parse(List<String> arguments) throws DemoUsageException {
        return DemoOptions.of(DemoCommand.parse(arguments));
    }
}
