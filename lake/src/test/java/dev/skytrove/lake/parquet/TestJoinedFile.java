package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that DuckDB writes, with dictionaries, Bloom filters and lists, and reads as one. */
final class TestJoinedFile {
    @TempDir
    Path folder;

    @Test
    void itHasTheRowsOfAllPartsInTheirOrder() throws Exception {
        Path joined = folder.resolve("joined.parquet");
        try (JoinedFile file = JoinedFile.create(joined)) {
            file.append(part("one", 0, 5_000, ""));
            file.append(part("none", 5_000, 5_000, ""));
            file.append(part("two", 5_000, 5_001, ""));
            file.append(part("three", 5_001, 9_000, ""));
        }

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT n FROM '" + joined + "' WHERE word = 'w' || n % 7 AND items = [word, NULL]"))
                    .isEqualTo(LongStream.range(0, 9_000).mapToObj(n -> List.<Object>of(n)).toList());
            assertThat(duckDb.query("SELECT n FROM '" + joined + "' WHERE n = 5000 AND word = 'w2'"))
                    .isEqualTo(List.of(List.of(5_000L)));
            assertThat(duckDb.query("SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('" + joined
                            + "') ORDER BY ALL"))
                    .extracting(List::getLast)
                    .containsSubsequence(5_000L, 1L, 3_999L);
        }
    }

    @Test
    void oneWithoutRowsIsAFile() throws Exception {
        Path joined = folder.resolve("joined.parquet");
        try (JoinedFile file = JoinedFile.create(joined)) {
            file.append(part("none", 0, 0, ""));
        }

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(n) FROM '" + joined + "'")).isEqualTo(List.of(List.of(0L)));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws Exception {
        Path one = part("one", 0, 10, "");
        Path other = part("other", 0, 10, ", 1 AS more");
        Path text = Files.writeString(folder.resolve("text"), "PAR1, but no more than that");

        try (JoinedFile file = JoinedFile.create(folder.resolve("joined.parquet"))) {
            file.append(one);
            assertThatThrownBy(() -> file.append(other)).isInstanceOf(IOException.class).hasMessageContaining("other columns");
            assertThatThrownBy(() -> file.append(text)).isInstanceOf(IOException.class).hasMessageContaining("no Parquet file");
        }
        assertThatThrownBy(() -> JoinedFile.create(one)).isInstanceOf(FileAlreadyExistsException.class);
    }

    private Path part(String name, int start, int end, String further) throws Exception {
        Path part = folder.resolve(name + ".parquet");
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.execute("COPY (SELECT n, 'w' || n %% 7 AS word, ['w' || n %% 7, NULL] AS items%s FROM range(%d, %d) t(n)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                    .formatted(further, start, end, part));
        }
        return part;
    }
}
