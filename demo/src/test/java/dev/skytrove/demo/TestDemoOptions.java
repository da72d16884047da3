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
    void defaults() throws DemoOptions.UsageException {
        assertThat(DemoOptions.parse(List.of("demo")))
                .isEqualTo(new DemoOptions(new DemoOptions.Source.Generated(20_000, List.of()), false, "", ""));
        assertThat(DemoOptions.parse(List.of("up")))
                .isEqualTo(new DemoOptions(new DemoOptions.Source.Live(), false, "", ".skytrove"));
    }

    @Test
    void everyOption(@TempDir Path directory) throws IOException, DemoOptions.UsageException {
        Path recording = Files.createFile(directory.resolve("events.jsonl"));

        assertThat(DemoOptions.parse(
                        List.of("demo", "--replay", recording.toString(), "--once", "--storage", "s3://b", "--keep", "k")))
                .isEqualTo(new DemoOptions(new DemoOptions.Source.Recording(recording), true, "s3://b", "k"));
        assertThat(DemoOptions.parse(List.of("demo", "--events", "7")).source())
                .isEqualTo(new DemoOptions.Source.Generated(7, List.of()));
        assertThat(DemoOptions.parse(List.of("demo", "--mix", "2024", "--events", "7", "--texts", recording.toString()))
                        .source())
                .isEqualTo(new DemoOptions.Source.Generated(
                        7, List.of("--mix", "2024", "--texts", recording.toString())));
    }

    @ParameterizedTest
    @CsvSource({
        "demo --events,--events needs a value",
        "demo --events none,number of at least 1",
        "demo --events 0,number of at least 1",
        "demo --events 5 --replay x,exclude each other",
        "demo --replay no/such/file,readable file",
        "demo --texts no/such/file,--texts needs a readable file",
        "demo --mix 1999,must be 2024 or 2026",
        "demo --mix 2024 --replay pom.xml,--replay goes without --mix",
        "demo --replay pom.xml --mix 2024,--mix goes with generated events only",
        "up --mix 2024,--mix goes with generated events only",
        "demo --storage --once,--storage needs a value",
        "demo --twice,no option '--twice'",
        "up --events 5,up has no --events",
        "down,expected demo or up"
    })
    void wrongUseSaysWhatIsWrong(String line, String message) {
        assertThatExceptionOfType(DemoOptions.UsageException.class)
                .isThrownBy(() -> DemoOptions.parse(List.of(line.split(" "))))
                .withMessageContaining(message);
    }
}
