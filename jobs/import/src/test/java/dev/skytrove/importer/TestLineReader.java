package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TestLineReader {
    @Test
    void linesEndInAnyWay() throws IOException {
        assertThat(read("a\r\n\nb\nc")).containsExactly("a", "", "b", "c");
        assertThat(read("a\n")).containsExactly("a");
        assertThat(read("")).isEmpty();
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        assertThat(read("\ufeffa\n\ufeffb\n")).containsExactly("a", "\ufeffb");
        assertThat(read("\ufeff")).containsExactly("");
        assertThat(read("\ufeff\r\nb")).containsExactly("", "b");
    }

    @Test
    void i5OnlyTheBeginningOfALineThatIsTooLargeIsKept() throws IOException {
        String large = "x".repeat(20 << 20);
        String allowed = "y".repeat(4 << 20);
        List<String> lines = read("a\n" + large + "\n" + allowed + "\nb\n" + large);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).isEqualTo("cut " + "x".repeat(64 << 10));
        assertThat(lines.get(2)).isEqualTo(allowed);
        assertThat(lines.get(3)).isEqualTo("b");
        assertThat(lines.get(4)).isEqualTo("cut " + "x".repeat(64 << 10));
    }

    @Test
    void progressTellsRateAndTimeLeft() {
        assertThat(Progress.line(900, 40, OptionalLong.of(100), Duration.ofSeconds(2)))
                .isEqualTo("40 % read: 900 events, 450 a second, 3 s left");
        assertThat(Progress.line(900, 40, OptionalLong.empty(), Duration.ofSeconds(2)))
                .isEqualTo("900 events, 450 a second");
    }

    private static List<String> read(String content) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))) {
            for (Optional<ByteSlice> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add((reader.isCut() ? "cut " : "") + line.get().text());
            }
        }
        return lines;
    }
}
