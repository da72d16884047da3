package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.query.ChangingLake;
import dev.skytrove.testing.query.ModelLake;
import dev.skytrove.testing.query.ModelPost;
import dev.skytrove.testing.query.ModelQuery;
import dev.skytrove.testing.query.RandomQueries;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries of the whole grammar, asked of the process as a client asks them, and compared with a model that looks at
 * every post: all pages to the last, and totals, while batches are flushed and compacted. {@code -Dskytrove.query.http}
 * says how many, {@code -Dskytrove.query.seed} which.
 */
final class TestAnswersAgainstModel {
    private static final int QUERIES = Integer.getInteger("skytrove.query.http", 300);
    private static final long SEED = Long.getLong("skytrove.query.seed", 20260704);
    private static final int BATCHES = 2;
    private static final int POSTS_EACH = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(SEED);
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger();

    @TempDir
    private Path directory;

    @Test
    void i4AnswersAreThoseOfTheModel() throws Exception {
        Path storage = directory.resolve("storage");
        // A model has no clock: it knows of no longest range.
        Map<String, String> settings = Map.of("SKYTROVE_REGEX_RANGE", "24000000h");
        try (SampleLake lake = SampleLake.in(storage);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            ModelLake model = ModelLake.write(lake, random, BATCHES, POSTS_EACH);
            ChangingLake changing = new ChangingLake(lake, model, BATCHES);
            try (FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, settings)) {
                for (Future<?> comparison : compare(function, model, changing, threads)) {
                    comparison.get();
                }
            }
            assertThat(changing.changes()).isGreaterThanOrEqualTo(QUERIES / ChangingLake.QUERIES_BETWEEN);
        }
        // Else it would have compared nothing with nothing.
        assertThat(found.get()).isGreaterThan(3 * QUERIES);
        assertThat(pages.get()).isGreaterThan(QUERIES);
    }

    private List<Future<?>> compare(
            FunctionProcess function, ModelLake model, ChangingLake changing, ExecutorService threads) {
        RandomQueries queries = new RandomQueries(random, model);
        List<ModelPost> visible = model.visible();
        List<Future<?>> comparisons = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            ModelQuery query = queries.next();
            List<String> expected = query.find(model, visible).stream()
                    .map(post -> post.uri() + " " + post.rev())
                    .toList();
            // So that there are one to three pages.
            int limit = 1 + expected.size() / (1 + random.nextInt(3));
            boolean total = random.nextInt(6) == 0;
            comparisons.add(threads.submit(() -> {
                compare(function, query, limit, total, expected);
                changing.compared();
            }));
        }
        return comparisons;
    }

    private void compare(FunctionProcess function, ModelQuery query, int limit, boolean count, List<String> expected) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put("limit", List.of(Integer.toString(limit)));
        parameters.put("fields", List.of("uri,rev"));
        if (count) {
            parameters.put("count", List.of("true"));
        }
        List<String> all = new ArrayList<>();
        JsonNode page;
        do {
            page = page(function, parameters);
            page.path("results").forEach(post -> all.add(post.path("uri").asText() + " " + post.path("rev").asText()));
            if (count) {
                assertThat(page.at("/meta/total").asInt(-1)).as("seed %s, %s", SEED, parameters).isEqualTo(expected.size());
            }
            parameters.put("cursor", List.of(page.path("next_cursor").asText()));
            pages.incrementAndGet();
        } while (!page.path("next_cursor").isNull());
        assertThat(all).as("seed %s, %s", SEED, parameters).isEqualTo(expected);
        found.addAndGet(all.size());
    }

    private static JsonNode page(FunctionProcess function, Map<String, List<String>> parameters) {
        String target = parameters.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&", "/search?", ""));
        HttpResponse<String> response = function.get(target);
        assertThat(response.statusCode())
                .as(() -> "seed " + SEED + ", " + target + ": " + response.body() + "\n" + function.process().stderr())
                .isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }
}
