package dev.skytrove.query.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.query.AggregateModel;
import dev.skytrove.query.AggregateModel.Answer;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.TestingAggregates;
import dev.skytrove.query.TestingIndex;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.testing.lake.SampleLake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lakes and counts, compared with a model that looks at every row. More by {@code -Dskytrove.aggregates=10000}. */
final class TestAggregatesAgainstModel {
    private static final long SEED = 20260704;
    private static final Instant START = Instant.parse("2026-07-04T00:00:00Z");

    /** So many requests of each kind. */
    private static final int WHOLE = 15;

    /** All events of the model are of these. */
    private static final Duration DAYS = Duration.ofDays(5);

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
                TestingIndex.write(lake.storage(), START);
                if (batch % 2 == 0) {
                    TestingIndex.writeMonth(lake.storage(), MonthIndex.month(START), false);
                }
                for (int i = 0; i < queries / 4; i++) {
                    compare(search, model.parameters(), model);
                }
                // Files of several batches become one; what is known of the hours must not be wrong by that.
                if (batch > 1) {
                    merge(lake, batch);
                    compareAll(search, model);
                    // Of conditions, too, it is now known what is hidden.
                    for (int i = 0; i < queries / 4; i++) {
                        compare(search, model.parameters(), model);
                    }
                }
                compareWhole(search, model);
                // What a process before has kept must be right in the lake as it is now.
                try (PostSearch another = TestingAggregates.open(lake.storage(), directory.resolve("another"))) {
                    compareAll(another, model);
                    compareWhole(another, model);
                }
                try (PostSearch empty = TestingAggregates.open(lake.storage(), directory.resolve("empty-" + batch))) {
                    compareWhole(empty, model);
                }
            }
        }
    }

    /** All posts, of which no more is asked than what they are counted by: rows that nobody may see are known then. */
    private static void compareAll(PostSearch search, AggregateModel model) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("by", List.of("hour", "lang", "author,day"));
        parameters.put("measures", List.of("count,authors"));
        parameters.put("top", List.of("20"));
        parameters.put("min_count", List.of("1"));
        compare(search, parameters, model);
    }

    /** All posts by all that files are counted by, of which the counts are kept: in ranges of whole hours and of parts. */
    private static void compareWhole(PostSearch search, AggregateModel model) {
        for (int i = 0; i < WHOLE; i++) {
            Map<String, List<String>> parameters = model.parameters();
            List.of("text", "username", "sample").forEach(parameters::remove);
            parameters.computeIfPresent("by", (name, by) ->
                    by.stream().map(one -> one.replace("author", "lang")).filter(one -> !one.equals("lang,lang")).toList());
            parameters.put("measures", List.of("count,share"));
            compare(search, parameters, model);
            parameters.computeIfPresent("start", (name, start) -> start.stream().map(TestAggregatesAgainstModel::hour).toList());
            parameters.computeIfPresent("end", (name, end) -> end.stream().map(TestAggregatesAgainstModel::hour).toList());
            compare(search, parameters, model);
        }
    }

    private static String hour(String instant) {
        return Instant.parse(instant).truncatedTo(ChronoUnit.HOURS).toString();
    }

    private static void merge(SampleLake lake, int batch) {
        for (String table : List.of("deletes", "accounts", "posts")) {
            for (Instant hour = START; hour.isBefore(START.plus(DAYS)); hour = hour.plus(Duration.ofHours(1))) {
                if (lake.flushed(table, hour, batch - 1, batch).size() > 1) {
                    lake.compact(table, hour, batch - 1, batch);
                    lake.flushed(table, hour, batch - 1, batch).forEach(lake::delete);
                }
            }
        }
    }

    private static void compare(PostSearch search, Map<String, List<String>> parameters, AggregateModel model) {
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
