package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.runtime.JobFailedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestFeatureImport {
    @TempDir
    Path directory;

    private Stage stage;

    /** Posts 0, 8, 16, …: every tenth hour from 14:30 on, two and a half of them. */
    @BeforeEach
    void fill() throws Exception {
        stage = new Stage(directory);
        stage.flush(1, Lines.mixed(0, 300, Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void labelsLieBesideThePosts() throws SQLException {
        Path csv = stage.file(
                "labels.csv",
                List.of(
                        "uri,toxicity_score,model,count",
                        uri(0) + ",0.25,one,1",
                        uri(8) + ",,one,2",
                        uri(80) + ",1e-3,one,",
                        "at://did:plc:nobody/app.bsky.feed.post/3kaaaaaaaaaaa,1,one,1"));
        FeatureSummary summary = stage.features(csv);

        assertThat(summary.features()).containsExactly("count", "toxicity_score");
        assertThat(summary.posts()).isEqualTo(4);
        assertThat(summary.unknown()).isEqualTo(1);
        assertThat(summary.rows()).isEqualTo(3);
        assertThat(stage.names("lake/features/"))
                .containsExactly(
                        "lake/features/year=2026/month=07/day=04/hour=14/features-import-1-1-0.parquet",
                        "lake/features/year=2026/month=07/day=04/hour=15/features-import-1-1-0.parquet");
        assertThat(rows("SELECT uri, author_did, epoch_us(sort_at) // 1000000, toxicity_score, count FROM "
                        + "read_parquet('%s/lake/features/*/*/*/*/*.parquet') ORDER BY sort_at".formatted(stage.lake())))
                .containsExactly(
                        uri(0) + " did:plc:a0 " + second(0) + " 0.25 1.0",
                        uri(8) + " did:plc:a3 " + second(8) + " null 2.0",
                        uri(80) + " did:plc:a0 " + second(80) + " 0.001 null");
        assertThat(stage.features(csv).skipped()).isEqualTo(1);
    }

    @Test
    void parquetOfALaterImportHasAHigherNumber() throws SQLException {
        stage.features(stage.file("one.csv", List.of("uri,a", uri(0) + ",1")));
        Path parquet = directory.resolve("two.parquet");
        assertThat(rows("COPY (SELECT '%s' AS uri, 2::SMALLINT AS a, NULL::FLOAT AS b) TO '%s'".formatted(uri(0), parquet)))
                .containsExactly("1 row");
        stage.features(parquet);

        assertThat(stage.names("lake/features/"))
                .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
                .containsExactly("features-import-1-1-0.parquet", "features-import-2-2-0.parquet");
    }

    /** Names that DuckDB gives a meaning: of several values the last still counts, and no row is left out. */
    @Test
    void i6FeaturesMayHaveAnyName() throws SQLException {
        FeatureSummary summary = stage.features(stage.file(
                "names.csv",
                List.of(
                        "uri,rowid,filename,file_row_number,select,hour,_row",
                        uri(0) + ",70000,1,1,1,1,a",
                        uri(8) + ",0,2,2,2,2,b",
                        uri(0) + ",-5,3,,3,3,c")));

        assertThat(summary.features()).containsExactly("file_row_number", "filename", "hour", "rowid", "select");
        assertThat(summary.rows()).isEqualTo(2);
        assertThat(rows("SELECT uri, rowid, filename, file_row_number, \"select\", hour FROM "
                        + "read_parquet('%s/lake/features/*/*/*/*/*.parquet', hive_partitioning = false) ORDER BY sort_at"
                                .formatted(stage.lake())))
                .containsExactly(uri(0) + " -5.0 3.0 1.0 3.0 3.0", uri(8) + " 0.0 2.0 2.0 2.0 2.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id,a    | it has no column uri
                    uri,A   | no names of features: A
                    uri,"a b" | no names of features: a b
                    uri,sort_at | no names of features: sort_at
                    uri     | it has 0 columns of numbers
                    """)
    void i6FilesWithoutFeaturesAreRefused(String header, String message) {
        Path file = stage.file("wrong.csv", List.of(header, "at://x/y/z" + (header.contains(",") ? ",1" : "")));

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.features(file))
                .withMessageContaining(message);
        assertThat(stage.names("lake/features/")).isEmpty();
    }

    @Test
    void i5FileThatNeedsTooMuchMemoryIsToldByName() {
        String names = IntStream.range(0, 20_000).mapToObj(i -> ",c" + i).collect(Collectors.joining());
        Path wide = stage.file("wide.csv", List.of("uri" + names, uri(0) + ",1".repeat(20_000)));

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.features(wide))
                .withMessageMatching("(?s).*wide.csv: DuckDB needs more memory than SKYTROVE_IMPORT_MEMORY.*");
        assertThat(stage.names("lake/features/")).isEmpty();
    }

    private static String uri(long n) {
        return "at://did:plc:a%d/app.bsky.feed.post/3k%011d".formatted(n % 5, n);
    }

    private static long second(long n) {
        return Lines.START.plusSeconds(30 * n).getEpochSecond();
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            if (!statement.execute(sql)) {
                return List.of(statement.getUpdateCount() + " row");
            }
            ResultSet result = statement.getResultSet();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
