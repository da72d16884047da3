package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.NativeBinaries;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

    /** They are told by records of the module and of others that it uses; a native binary must have what was noted of them. */
    @ParameterizedTest
    @CsvSource({
        "ingestor, SKYTROVE_INGESTOR_BATCH_EVENTS, 1000",
        "flush, SKYTROVE_FLUSH_MAX_SIZE, 256MiB",
        "compact, SKYTROVE_COMPACT_GRACE, 1h",
        "ttl, SKYTROVE_TTL_FEED_FILES, 10000",
        "feeds, SKYTROVE_FEEDS_MEMORY, 256MiB",
        "import, SKYTROVE_IMPORT_URL_TIMEOUT, 60s",
        "search, SKYTROVE_QUERY_QUEUE, 64",
        "search, SKYTROVE_HTTP_REQUEST_TIMEOUT, 30s",
        "export, SKYTROVE_EXPORT_MAX_LIMIT, 1000000",
        "search, SKYTROVE_DUCKDB_MEMORY, 96MiB",
        "export, SKYTROVE_DUCKDB_MEMORY, 48MiB",
        "export, PORT, 8081",
        "export, SKYTROVE_HTTP_PORT, PORT",
        "search, SKYTROVE_HTTP_CORS_ORIGINS, .*",
        "search, SKYTROVE_MANAGEMENT_PORT, 0",
        "ingestor, SKYTROVE_MANAGEMENT_PORT, 9464",
        "ttl, SKYTROVE_S3_REQUESTS, 750",
        "flush, AWS_DEFAULT_REGION, us-east-1",
        "snapshot, SKYTROVE_LOG_LEVEL, INFO"
    })
    void helpTellsDefaults(String process, String setting, String defaultValue) {
        Processes.assumeBuilt(process);
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (ChildProcess help = Processes.of(process, directory, "--help").onStdout(lines::add).start()) {
            assertThat(help.waitFor(PATIENCE)).isZero();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("  " + setting + " "))
                    .singleElement()
                    .asString()
                    .endsWith(" [" + defaultValue + "]");
        }
    }
}
