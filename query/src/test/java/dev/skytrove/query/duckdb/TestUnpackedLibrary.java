package dev.skytrove.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestUnpackedLibrary {
    @Test
    void nothingIsLeftBehindByAProcessThatIsKilled() throws Exception {
        // Twice: the second finds it loaded, and deleted.
        assertThat(DuckDbCheck.query()).startsWith("DuckDB ");
        assertThat(DuckDbCheck.query()).startsWith("DuckDB ");

        assertThat(mappedLibrary()).isNotEmpty().allMatch(mapping -> mapping.endsWith(".so (deleted)"));
    }

    private static List<String> mappedLibrary() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(mapping -> mapping.contains("/libduckdb_java"))
                .toList();
    }
}
