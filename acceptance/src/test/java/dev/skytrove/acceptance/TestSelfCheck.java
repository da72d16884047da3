package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.NativeBinaries;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every process tries the libraries that it uses; a native binary may lack what its jar has. */
final class TestSelfCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "ingestor, json metrics pages parquet redis s3 tls zstd",
        "flush, json pages parquet redis s3 tls unicode zstd",
        "compact, duckdb duckdb-parquet index json pages parquet s3 tls zstd",
        "ttl, json pages s3 tls",
        "snapshot, json pages s3 tls",
        "feeds, duckdb json pages s3 tls unicode yaml",
        "import, duckdb duckdb-parquet json pages parquet s3 tls unicode zstd",
        "search, duckdb epoll json metrics pages parquet s3 tls unicode",
        "export, duckdb epoll json metrics pages parquet s3 tls unicode"
    })
    void everyLibraryOfAProcessWorks(String process, String libraries) {
        Processes.assumeBuilt(process);
        try (RedisServer redis = RedisServer.start(directory.resolve("redis"));
                ChildProcess check = Processes.of(process, directory, "--selfcheck")
                        .environment("SKYTROVE_REDIS", redis.uri().toString())
                        .start()) {
            int code = check.waitFor(PATIENCE);

            JsonNode report = Json.parse(check.lastLine().orElse("no line; " + check.stderr()));
            assertThat(code).describedAs(report.toPrettyString() + check.stderr()).isZero();
            assertThat(report.path("selfcheck").asText()).isEqualTo(process);
            List<String> expected = List.of(libraries.split(" ", -1));
            List<String> checked = report.path("checks").findValuesAsText("library");
            if (Processes.isOneOfManyInABinary(process)) {
                // All of them are checked: the jobs share one.
                assertThat(checked).containsAll(expected);
            } else {
                assertThat(checked).isEqualTo(expected);
            }
            boolean released = report.toString().contains("1024 KiB were released and read again");
            assertThat(released).isEqualTo(NativeBinaries.of(process).isPresent());
        }
    }
}
