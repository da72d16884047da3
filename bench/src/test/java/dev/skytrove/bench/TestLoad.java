package dev.skytrove.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestLoad {
    @Test
    void saysWhatItIs(@TempDir Path directory) throws IOException {
        Path texts = Files.writeString(directory.resolve("posts.jsonl"), "\"one\"\n");
        Load usual = Load.of(Options.parse(Load.options(), List.of()));
        Load other = Load.of(Options.parse(Load.options(), List.of("--mix", "2024", "--texts", texts.toString())));

        assertThat(usual.description()).isEqualTo("the mix of 2026, built-in texts");
        assertThat(other.description()).isEqualTo("the mix of 2024, posts.jsonl texts");
        assertThat(other.addTo(JsonNodeFactory.instance.objectNode()))
                .hasToString("{\"mix\":\"2024\",\"texts\":\"posts.jsonl\"}");
    }

    @Test
    void i6RefusesWhatThereIsNot() {
        assertThatThrownBy(() -> Load.of(Options.parse(Load.options(), List.of("--mix", "1999"))))
                .isInstanceOf(BenchUsageException.class)
                .hasMessageContaining("2024 or 2026");
        assertThatThrownBy(() -> Load.of(Options.parse(Load.options(), List.of("--texts", "no/such/file"))))
                .isInstanceOf(BenchUsageException.class)
                .hasMessageContaining("no/such/file");
    }
}
