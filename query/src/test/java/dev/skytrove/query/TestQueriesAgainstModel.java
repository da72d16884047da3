package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.query.ModelLake;
import dev.skytrove.testing.query.ModelPost;
import dev.skytrove.testing.query.ModelQuery;
import dev.skytrove.testing.query.RandomQueries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries of the whole grammar, compared with a model that looks at every post: all pages to the last, through
 * cursors, and totals. {@code -Dskytrove.query.random} says how many, {@code -Dskytrove.query.seed} which.
 */
final class TestQueriesAgainstModel {
    private static final int QUERIES = Integer.getInteger("skytrove.query.random", 2_000);
    private static final long SEED = Long.getLong("skytrove.query.seed", 20260704);
    private static final int QUERIES_A_LAKE = 500;

    private final Random random = new Random(SEED);
    private int found;
    private int pages;

    @TempDir
    private Path directory;

    @Test
    void i4QueriesFindWhatTheModelFinds() {
        for (int made = 0; made < QUERIES; made += QUERIES_A_LAKE) {
            Path storage = directory.resolve("lake-" + made);
            try (SampleLake lake = SampleLake.in(storage);
                    PostSearch search = TestingSearch.open(storage, directory.resolve("cache-" + made))) {
                ModelLake model = ModelLake.write(lake, random, 3, 80);
                RandomQueries queries = new RandomQueries(random, model);
                List<ModelPost> visible = model.visible();
                for (int i = 0; i < Math.min(QUERIES_A_LAKE, QUERIES - made); i++) {
                    ModelQuery query = queries.next();
                    compare(search, query, query.find(model, visible).stream().map(TestQueriesAgainstModel::name).toList());
                }
            }
        }

        // Else it would compare nothing with nothing.
        assertThat(found).isGreaterThan(3 * QUERIES);
        assertThat(pages).isGreaterThan(QUERIES);
    }

    private void compare(PostSearch search, ModelQuery query, List<String> expected) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put("limit", List.of(Integer.toString(5 + random.nextInt(random.nextBoolean() ? 30 : 300))));
        boolean count = random.nextInt(4) == 0;
        if (count) {
            parameters.put("count", List.of("true"));
        }
        List<String> all = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            parameters.put("cursor", List.of(cursor.get()));
            SearchCriteria criteria = CriteriaParser.ofPages(Clock.systemUTC(), 50, 1000).parse(parameters);
            SearchPage page = search.search(criteria);
            page.posts().forEach(post -> all.add(post.uri() + " " + post.rev()));
            if (count) {
                assertThat(page.total()).as("seed %s, %s", SEED, parameters).hasValue(expected.size());
            }
            cursor = page.next().map(criteria::cursor);
            pages++;
        }
        if (!all.equals(expected)) {
            assertThat(all).as("seed %s, %s", SEED, parameters).isEqualTo(expected);
        }
        found += all.size();
    }

    private static String name(ModelPost post) {
        return post.uri() + " " + post.rev();
    }
}
