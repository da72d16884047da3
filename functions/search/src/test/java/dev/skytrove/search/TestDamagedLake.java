package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process says of a lake that is damaged, and of a cache that is not its own. */
final class TestDamagedLake {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final SamplePost POST = SamplePost.of("did:plc:a", "1", "one", NOON).rev("3a");

    @TempDir
    private Path directory;

    @Test
    void i4DamageIsSaidAndCounted() throws Exception {
        Path storage = directory.resolve("storage");
        try (SampleLake lake = SampleLake.in(storage);
                FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of())) {
            lake.add(POST).flush(1);
            String damaged = lake.add(SamplePost.of("did:plc:a", "2", "two", NOON)).flush(2).getFirst();
            Files.write(storage.resolve(damaged), new byte[0]);

            JsonNode answer = JSON.readTree(function.get("/search").body());
            assertThat(answer.path("results")).hasSize(1);
            assertThat(answer.at("/meta/complete").booleanValue()).isFalse();
            assertThat(answer.at("/meta/unreadable_files/0").asText()).isEqualTo(damaged);
            assertProblem(function.get("/search?incomplete=refuse"), 503, damaged);
            assertThat(function.get("/search?incomplete=perhaps").statusCode()).isEqualTo(400);
            URI metrics = URI.create(function.managementUrl() + "/prometheus");
            assertThat(function.send(HttpRequest.newBuilder(metrics).build()).body())
                    .containsPattern("skytrove_query_unreadable_files 1\\.0")
                    .containsPattern("skytrove_query_failed_tasks_total 0\\.0");

            String deletes = lake.add(POST.deleted("3b", NOON)).flush(3).getFirst();
            byte[] whole = Files.readAllBytes(storage.resolve(deletes));
            Files.write(storage.resolve(deletes), new byte[10]);
            assertProblem(function.get("/search"), 503, deletes);
            Files.write(storage.resolve(deletes), whole);
            assertThat(JSON.readTree(function.get("/search").body()).path("results")).isEmpty();

            Path hour = storage.resolve(damaged).getParent();
            Files.write(hour.resolve("posts-flush-1-2-0.parquet"), whole);
            Files.write(hour.resolve("posts-flush-2-3-0.parquet"), whole);
            assertProblem(function.get("/search"), 500, "posts-flush-2-3-0.parquet");
        }
    }

    @Test
    void snapshotThatCannotBeSearchedIsSaidInWords() throws Exception {
        Path storage = directory.resolve("storage");
        try (SampleLake lake = SampleLake.in(storage);
                FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of())) {
            List<String> files = lake.add(POST).flush(1);
            lake.addSnapshot("20260710T070000Z", files);
            lake.addSnapshot("20260711T070000Z", files);
            Files.writeString(storage.resolve("snapshots/20260710T070000Z/manifest.json"), "garbage");

            assertProblem(function.get("/search?snapshot=20260710T070000Z"), 503, "the snapshot 20260710T070000Z", "manifest cannot be read");
            assertProblem(function.get("/aggregate?by=hour&snapshot=20260710T070000Z"), 503, "the snapshot 20260710T070000Z");
            assertThat(JSON.readTree(function.get("/search?snapshot=20260711T070000Z").body()).path("results")).hasSize(1);
            Path wrong = storage.resolve("snapshots/20260712T070000Z/manifest.json");
            lake.addSnapshot("20260712T070000Z", files);
            Files.writeString(wrong, Files.readString(wrong).replaceFirst("\"size\":", "\"size\":1"));
            for (String path : List.of("/search?snapshot=20260712T070000Z", "/aggregate?by=hour&snapshot=20260712T070000Z")) {
                assertProblem(function.get(path), 503, "the snapshot 20260712T070000Z", "'" + files.getFirst() + "' has 1");
            }
            Files.delete(storage.resolve(files.getFirst()));
            assertProblem(function.get("/search?snapshot=20260711T070000Z"), 503, "'" + files.getFirst() + "'");
            assertProblem(function.get("/aggregate?by=hour&snapshot=20260711T070000Z"), 503, "'" + files.getFirst() + "'");
            assertThat(function.process().stderr())
                    .contains("'snapshots/20260710T070000Z/manifest.json'")
                    .doesNotContain("\n\tat ");
        }
    }

    @Test
    void damagedIndexIsCountedAndDoneWithoutAndSoIsWhatIsNoState() throws Exception {
        Path storage = directory.resolve("storage");
        try (SampleLake lake = SampleLake.in(storage);
                FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of())) {
            lake.add(POST).flush(1);
            Path index = storage.resolve("index/posts/year=2026/month=07/day=04/words-0-0123456789abcdef.parquet");
            Files.createDirectories(index.getParent());
            Files.write(index, new byte[10]);

            Path state = Files.createDirectories(storage.resolve("state")).resolve("flush.json");
            Files.writeString(state, " ".repeat(2 << 20) + "{}");
            Files.writeString(state.resolveSibling("events.json"), "{\"version\":1,\"events\":-1}");
            JsonNode status = JSON.readTree(function.get("/status").body());
            assertThat(status.path("hours").intValue()).isEqualTo(1);
            assertThat(status.path("newest_event").isNull()).isTrue();
            assertThat(status.path("events").isNull()).isTrue();
            assertThat(status.path("snapshots")).isEmpty();

            assertThat(JSON.readTree(function.get("/search?text=one").body()).path("results")).hasSize(1);
            URI metrics = URI.create(function.managementUrl() + "/prometheus");
            assertThat(function.send(HttpRequest.newBuilder(metrics).build()).body())
                    .containsPattern("skytrove_query_unreadable_indexes 1\\.0")
                    .containsPattern("skytrove_query_unreadable_files 0\\.0");
        }
    }

    @Test
    void cacheThatOthersCanWriteToIsRefused() throws Exception {
        Path cache = Files.createDirectory(directory.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (ChildProcess process = FunctionProcess.command(SearchMain.class)
                .environment("SKYTROVE_STORAGE", "file://" + directory.resolve("storage"))
                .environment("SKYTROVE_HTTP_PORT", "0")
                .environment("SKYTROVE_CACHE_DIR", cache.toString())
                .start()) {
            assertThat(process.waitFor(Duration.ofSeconds(60))).as(process.stderr()).isEqualTo(2);
            assertThat(process.stderr()).contains(cache.toString(), "SKYTROVE_CACHE_DIR", "0700");
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String... named) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).path("detail").asText()).contains(named);
    }
}
