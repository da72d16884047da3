package dev.skytrove.testing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes written by DuckDB itself: neither side of what is compared is ours. */
final class TestLakeReader {
    private static final String HOUR = "lake/accounts/year=2026/month=07/day=04/hour=14/";
    @TempDir
    private Path storage;

    @Test
    void sameRowsAreTheSameInAnyOrder() throws Exception {
        write(HOUR + "accounts-flush-1-1-0.parquet", row(2) + " UNION ALL " + row(1));

        assertThatCode(() -> compare(1, 2)).doesNotThrowAnyException();
        assertThat(LakeReader.of(storage).counts()).containsEntry("accounts", 2L).containsEntry("posts", 0L);
    }

    @Test
    void lossDoublingAndDifferencesAreTold() throws Exception {
        write(HOUR + "accounts-flush-1-1-0.parquet", row(1) + " UNION ALL " + row(1));

        assertThatThrownBy(() -> compare(1)).hasMessageContaining("expected 1 rows, found 2").hasMessageContaining(
                "unexpected: {did=did:plc:a");
        assertThatThrownBy(() -> compare(1, 1, 2)).hasMessageContaining("missing: {did=did:plc:a");
        write(HOUR + "accounts-flush-1-1-0.parquet", row(1).replace("true", "false"));
        assertThatThrownBy(() -> compare(1)).hasMessageContaining("{active=expected true, found false}");
    }

    @Test
    void supersededFilesAreLeftOut() throws Exception {
        write(HOUR + "accounts-flush-1-1-0.parquet", row(1));
        write(HOUR + "accounts-flush-2-2-0.parquet", row(2));
        write(HOUR + "accounts-flush-1-2-0.parquet", row(1) + " UNION ALL " + row(2));
        write(HOUR + "accounts-flush-3-3-0.parquet", row(3));

        assertThatCode(() -> compare(1, 2, 3)).doesNotThrowAnyException();
        assertThat(LakeReader.of(storage).files())
                .containsExactly(HOUR + "accounts-flush-1-2-0.parquet", HOUR + "accounts-flush-3-3-0.parquet");
    }

    @Test
    void wrongHourWrongColumnsAndForeignNamesAreRefused() throws Exception {
        write(HOUR + "accounts-flush-1-1-0.parquet", row(1, "15:00:00"));
        assertThatThrownBy(() -> compare(1)).hasMessageContaining("another hour");
        write(HOUR + "accounts-flush-1-1-0.parquet", row(1).replace("TIMESTAMPTZ", "TIMESTAMP").replace("+00", ""));
        assertThatThrownBy(() -> compare(1)).hasMessageContaining("event_at=TIMESTAMP");
        write(HOUR + "accounts-flush-1-1-0.parquet", "SELECT 1 AS more, * FROM (" + row(1) + ")");
        assertThatThrownBy(() -> compare(1)).hasMessageContaining("more=INTEGER");
        // Held by the golden schemas, so that a new column is a line there.
        write(HOUR + "accounts-flush-1-1-0.parquet", row(1) + ", 1 AS more");
        assertThatCode(() -> compare(1)).doesNotThrowAnyException();
        write(HOUR + "accounts-flush-0-1-0.parquet", row(1));
        assertThatThrownBy(() -> compare(1)).hasMessageContaining("accounts-flush-0-1-0.parquet");
    }

    private void compare(int... seqs) {
        Stream<String> lines = IntStream.of(seqs).mapToObj(TestLakeReader::line);
        LakeComparison.assertSame(ExpectedLake.of(lines), LakeReader.of(storage));
    }

    private static String row(int seq) {
        return row(seq, "14:38:08.1");
    }

    private static String row(int seq, String indexedAt) {
        return "SELECT 'did:plc:a' AS did, 'account' AS kind, NULL::VARCHAR AS handle, true AS active, "
                + "NULL::VARCHAR AS status, " + seq + "::BIGINT AS seq, "
                + "TIMESTAMPTZ '2026-07-04 14:38:08.1+00' AS event_at, "
                + "TIMESTAMPTZ '2026-07-04 " + indexedAt + "+00' AS indexed_at";
    }

    private static String line(int seq) {
        return "{\"did\":\"did:plc:a\",\"time_us\":1783175888100000,\"kind\":\"account\","
                + "\"account\":{\"active\":true,\"seq\":" + seq + ",\"time\":\"2026-07-04T14:38:08.1Z\"}}";
    }

    private void write(String name, String select) throws Exception {
        Path file = storage.resolve(name);
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        }
    }
}
