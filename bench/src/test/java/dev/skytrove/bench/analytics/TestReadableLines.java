package dev.skytrove.bench.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestReadableLines {
    @TempDir
    private Path directory;

    @Test
    void linesWithHalfASurrogatePairAreLeftOut() throws IOException {
        String good = "{\"a\":\"\\ud83d\\ude00 x\"}\n{\"a\":\"\\\\ud83d\"}\n{\"a\":\"plain\"}\n";
        Path lines = Files.writeString(
                directory.resolve("lines"), good + "{\"a\":\"\\ud83d\"}\n{\"a\":\"\\ude00\"}\n{\"a\":\"\\uD83D\\ud83d\\ude00\"}\n");

        assertThat(ReadableLines.copy(lines, directory.resolve("readable"))).isEqualTo(3);
        assertThat(directory.resolve("readable")).hasContent(good);
    }
}
