package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TestFileColumns {
    @TempDir
    Path folder;

    private Path file;
    private DuckDb duckDb;

    @BeforeEach
    void open() throws SQLException {
        file = folder.resolve("file.parquet");
        duckDb = new DuckDb();
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void i7WhatIsWrittenHasNoFault(Table table) throws IOException {
        TableWriter.open(table, file).close();

        assertThat(FileColumns.fault(file, table)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void i7WhatAnotherEngineWroteHasNoFault(Table table) throws IOException, SQLException {
        Path ours = folder.resolve("ours.parquet");
        TableWriter.open(table, ours).close();
        execute("COPY (SELECT *, 1 AS later FROM '%s') TO '%s'".formatted(ours, file));

        assertThat(FileColumns.fault(file, table)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void i4FileOfAnotherTableHasAFault(Table table) throws IOException {
        for (Table other : Table.values()) {
            TableWriter.open(other, file).close();

            assertThat(FileColumns.fault(file, table).isEmpty()).as("%s as %s", other, table).isEqualTo(other == table);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * EXCLUDE (rkey)                            | it is no file of deletes: it lacks the column rkey
                    * RENAME (rev AS revision)                  | it is no file of deletes: it lacks the column rev
                    * REPLACE (rkey::BLOB AS rkey)              | it is no file of deletes: wrong type of column rkey
                    * REPLACE ([rev] AS rev)                    | it is no file of deletes: wrong type of column rev
                    * REPLACE ({'a': rev} AS rev)               | it is no file of deletes: wrong type of column rev
                    * REPLACE (7::BIGINT AS indexed_at)         | it is no file of deletes: wrong type of column indexed_at
                    * REPLACE (DATE '2026-07-04' AS indexed_at) | it is no file of deletes: wrong type of column indexed_at
                    {'b': rev} AS a, *                          |
                    * REPLACE (indexed_at::TIMESTAMP_MS AS indexed_at) |
                    """)
    void i4ColumnsMustBeThereWithTheirTypes(String select, String fault) throws IOException, SQLException {
        Path ours = folder.resolve("ours.parquet");
        TableWriter.open(Table.DELETES, ours).close();
        execute("COPY (SELECT %s FROM '%s') TO '%s' (FORMAT parquet)".formatted(select, ours, file));

        assertThat(FileColumns.fault(file, Table.DELETES).orElse(null)).isEqualTo(fault);
    }

    @Test
    void i7ColumnThatWasAddedMayBeMissingButNotWrong() throws IOException, SQLException {
        Path ours = folder.resolve("ours.parquet");
        TableWriter.open(Table.POSTS, ours).close();
        String copy = "COPY (SELECT %s FROM '%s') TO '%s' (FORMAT parquet)";

        execute(copy.formatted("* EXCLUDE (text_folded)", ours, file));
        assertThat(FileColumns.fault(file, Table.POSTS)).isEmpty();

        execute(copy.formatted("* REPLACE (1 AS text_folded)", ours, file));
        assertThat(FileColumns.fault(file, Table.POSTS))
                .hasValue("it is no file of posts: wrong type of column text_folded");
    }

    /** Whatever a footer holds, it says so or is no footer: no other exception, and no memory that it only claims. */
    @Test
    void i6DamagedFooterIsRefused() throws IOException {
        TableWriter.open(Table.POSTS, file).close();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            for (int j = random.nextInt(1, 8); j > 0; j--) {
                damaged[random.nextInt(4, damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                refused += FileColumns.fault(file, Table.POSTS).isPresent() ? 1 : 0;
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void i6WhatIsNoParquetIsRefused() throws IOException {
        for (String content : new String[] {"", "PAR1", "PAR1PAR1", "PAR1\0\0\0\u007fPAR1", "PAR1\u0015\1\0\0\0PAR1"}) {
            Files.writeString(file, content);

            assertThatExceptionOfType(IOException.class)
                    .as("%s", content)
                    .isThrownBy(() -> FileColumns.fault(file, Table.POSTS));
        }
    }

    private void execute(String copy) throws SQLException {
        duckDb.execute(copy);
    }
}
