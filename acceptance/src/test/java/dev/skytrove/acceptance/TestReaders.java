package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.ExpectedSearch;
import dev.skytrove.testing.model.Row;
import dev.skytrove.testing.model.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody searches all the time while events flow and flushes run. */
@Timeout(300)
final class TestReaders {
    private static final int FLUSHES = 6;
    private static final int EVENTS = 60_000;

    private final AtomicInteger flushed = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();
    /** Of each post or delete, the flush after which it was in the lake; by uri and rev. */
    private final Map<String, Integer> posts = new HashMap<>();
    private final Map<String, Integer> deletes = new HashMap<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeBuilt() {
        Processes.assumeBuilt("simulator", "ingestor", "flush", "search");
    }

    @Test
    void i4ReaderNeverSeesAPostTwiceNorADeletedOne() throws Exception {
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(directory.resolve("storage")));
                Simulator simulator = Simulators.generating(directory, EVENTS, 4, "--rate", "600");
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            pipeline.startIngestor(simulator);
            SearchClient client = new SearchClient(pipeline.startFunction("search"));
            Future<List<Search>> searches = reader.submit(() -> searchUntilDone(client));
            for (int flush = 1; flush <= FLUSHES; flush++) {
                pipeline.awaitIngested(pipeline.count("ingested") + 1_000);
                pipeline.flush();
                remember(pipeline, flush);
                flushed.set(flush);
            }
            done.set(true);

            assertThat(pipeline.count("ingested")).as("events sent so far").isLessThan(EVENTS);
            check(searches.get());
            ExpectedLake lake = ExpectedLake.of(simulator.ledger().stream());
            assertThat(new ExpectedSearch(lake).visible().size()).isLessThan(lake.rows("posts").size());
        }
    }

    /** One walk through all pages, by what was flushed before it began. */
    private record Search(int flushedBefore, List<JsonNode> results) {}

    private List<Search> searchUntilDone(SearchClient client) {
        List<Search> searches = new ArrayList<>();
        while (!done.get()) {
            int before = flushed.get();
            searches.add(new Search(before, client.all(SearchRequest.ALL, 500)));
        }
        return searches;
    }

    private void remember(Pipeline pipeline, int flush) {
        Map<String, List<Row>> lake = pipeline.lake().read();
        lake.get("posts").forEach(post -> posts.putIfAbsent(post.text("uri"), flush));
        lake.get("deletes").forEach(delete -> deletes.putIfAbsent(delete.text("uri"), flush));
    }

    private void check(List<Search> searches) {
        assertThat(searches.stream().map(Search::flushedBefore).distinct().count())
                .as("flushes between searches").isGreaterThan(FLUSHES / 2);
        int found = 0;
        for (Search search : searches) {
            List<String> uris = search.results().stream().map(result -> result.path("uri").asText()).toList();
            assertThat(uris).as("posts of one search").doesNotHaveDuplicates().noneMatch(uri -> isDeleted(uri, search));
            found += uris.size();
        }
        assertThat(found).isPositive();
        assertThat(deletes.keySet()).as("deletes of posts").anyMatch(posts::containsKey);
    }

    /** Gone before the search began, or never to be seen because the same flush brought the post and its delete. */
    private boolean isDeleted(String uri, Search search) {
        Integer gone = deletes.get(uri);
        return gone != null && (gone <= search.flushedBefore() || gone.equals(posts.get(uri)));
    }
}
