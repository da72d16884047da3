package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.ExpectedSearch;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.Row;
import dev.skytrove.testing.model.SearchRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What strangers send is as large as the network lets it be, and every process stays within the memory that it has by
 * default: binaries by how they are built, JVMs by the limits that the documentation gives.
 */
@Timeout(300)
final class TestLargeEvents {
    @TempDir
    private Path directory;

    @BeforeEach
    void assumeBuilt() {
        Processes.assumeBuilt("simulator", "ingestor", "flush", "search", "export");
    }

    @Test
    void i5EventsOfAnySizeAreStoredAndEverythingElseIsFound() throws Exception {
        Path recording = directory.resolve("large.jsonl");
        Files.write(recording, LargeRecording.lines());
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(directory.resolve("storage")));
                Simulator simulator = Simulators.replaying(directory, recording)) {
            ExpectedLake expected = ExpectedLake.of(simulator.ledger().stream());
            pipeline.startIngestor(simulator);
            pipeline.awaitIngested(expected.ingested());
            JsonNode summary = pipeline.flush();

            assertThat(summary.path("put_aside").asInt()).isZero();
            assertThat(pipeline.count("malformed")).isZero();
            LakeComparison.assertSame(expected, pipeline.lake());
            ExpectedSearch search = new ExpectedSearch(expected);
            assertFound(search, new SearchClient(pipeline.startFunction("search")));
            assertExported(search, new SearchClient(pipeline.startFunction("export")));
        }
    }

    private static void assertFound(ExpectedSearch expected, SearchClient client) {
        SearchRequest usual = SearchRequest.ALL.words(LargeRecording.USUAL);
        assertThat(uris(client.all(usual, 50))).isEqualTo(expectedUris(expected, usual)).hasSize(200);
        assertThat(uris(client.all(SearchRequest.ALL, 1000))).isEqualTo(expectedUris(expected, SearchRequest.ALL));
        SearchRequest large = SearchRequest.ALL.words("large");
        assertThat(uris(client.all(large, 1000))).isEqualTo(expectedUris(expected, large)).hasSize(500);
    }

    private static void assertExported(ExpectedSearch expected, SearchClient client) {
        for (SearchRequest request : List.of(SearchRequest.ALL.words(LargeRecording.USUAL), SearchRequest.ALL)) {
            List<List<String>> rows = client.export(request);
            int uri = rows.getFirst().indexOf("uri");
            assertThat(rows.subList(1, rows.size())).extracting(row -> row.get(uri))
                    .isEqualTo(expectedUris(expected, request));
        }
    }

    private static List<String> expectedUris(ExpectedSearch expected, SearchRequest request) {
        return expected.find(request).stream().map((Row post) -> post.text("uri")).toList();
    }

    private static List<String> uris(List<JsonNode> posts) {
        return posts.stream().map(post -> post.path("uri").asText()).toList();
    }
}
