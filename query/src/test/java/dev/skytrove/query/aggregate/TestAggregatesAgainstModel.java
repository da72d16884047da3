package dev.skytrove.query.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.AggregateModel;
import dev.skytrove.query.AggregateModel.Answer;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.TestingAggregates;
import dev.skytrove.query.TestingIndex;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.testing.lake.SampleLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lakes and counts, compared with a model that looks at every row. More by {@code -Dskytrove.aggregates=10000}. */
final class TestAggregatesAgainstModel {
    private static final long SEED = 20260704;

    @TempDir
    private Path directory;

    @Test
    void i4CountsAreThoseOfTheModel() {
        Random random = new Random(SEED);
        int queries = Integer.getInteger("skytrove.aggregates", 120);
        AggregateModel model = new AggregateModel(random);
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingAggregates.open(lake.storage(), directory.resolve("cache"))) {
            for (int batch = 1; batch <= 4; batch++) {
                model.addBatch(lake, batch);
                // What comes later has none.
                TestingIndex.write(lake.storage(), Instant.parse("2026-07-04T00:00:00Z"));
                for (int i = 0; i < queries / 4; i++) {
                    compare(search, model);
                }
            }
        }
    }

    private static void compare(PostSearch search, AggregateModel model) {
        Map<String, List<String>> parameters = model.parameters();
        AggregateResult result = Aggregator.aggregate(
                        search,
                        TestingAggregates.filters(parameters),
                        AggregateParser.parse(parameters),
                        new Cancellation(),
                        counted -> counted)
                .join();

        Answer expected = model.answer(parameters);
        assertThat(result.total()).as("total of seed %s, %s", SEED, parameters).isEqualTo(expected.total());
        for (int i = 0; i < result.tables().size(); i++) {
            AggregateResult.Table table = result.tables().get(i);
            assertThat(table.buckets().stream().map(TestAggregatesAgainstModel::line).toList())
                    .as("by %s of seed %s, %s", table.aggregation(), SEED, parameters)
                    .isEqualTo(expected.tables().get(i).lines());
            assertThat(table.truncated())
                    .as("by %s of seed %s, %s", table.aggregation(), SEED, parameters)
                    .isEqualTo(expected.tables().get(i).truncated());
        }
    }

    private static String line(Bucket bucket) {
        List<String> key = bucket.key().stream()
                .map(part -> switch (part) {
                    case Key.Time time -> time.start().toString();
                    case Key.Value value -> value.text();
                })
                .toList();
        String authors = bucket.authors().isPresent() ? Long.toString(bucket.authors().getAsLong()) : "-";
        String share = bucket.share().isPresent() ? Double.toString(bucket.share().getAsDouble()) : "-";
        List<Double> values = new ArrayList<>();
        bucket.values().forEach(value -> values.add(value.isPresent() ? value.getAsDouble() : null));
        return key + " " + bucket.count() + " " + authors + " " + share + " " + values;
    }
}
