package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.parquet.FeatureRange;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.aggregate.AggregateParser;
import dev.skytrove.query.aggregate.Aggregator;
import dev.skytrove.query.aggregate.Bucket;
import dev.skytrove.query.aggregate.Key;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found by features of posts; all else of it in {@link TestQueriesAgainstModel}. */
final class TestFeatures {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    /** Of the posts 1 and 2 at noon and 3 at one o'clock something is said, and later something else of 1. */
    @BeforeEach
    void fill() {
        lake = SampleLake.in(directory.resolve("lake"));
        lake.add(
                SamplePost.of("did:plc:a", "1", "one", NOON),
                SamplePost.of("did:plc:a", "2", "two", NOON),
                SamplePost.of("did:plc:a", "3", "three", ONE),
                SamplePost.of("did:plc:a", "4", "four", ONE));
        lake.flush(1);
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    private void label() {
        lake.addFeatures(1, NOON, List.of("score", "like_count"), Map.of(
                uri(1), Map.of("score", 0.25, "like_count", 3.0),
                uri(2), Map.of("score", 0.5)));
        lake.addFeatures(1, ONE, List.of("score", "like_count"), Map.of(uri(3), Map.of("score", 0.75)));
        lake.addFeatures(2, NOON, List.of("score"), Map.of(uri(1), Map.of("score", 1.0), uri(2), Map.of()));
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    /** Also values that another import replaced, and files that say nothing of a feature. */
    @Test
    void statusTellsWhichThereAre() {
        assertThat(search.status(new Cancellation()).join().features()).isEmpty();

        label();

        assertThat(search.status(new Cancellation()).join().features())
                .containsExactly(
                        new FeatureRange("like_count", OptionalDouble.of(3), OptionalDouble.of(3), 1),
                        new FeatureRange("score", OptionalDouble.of(0.25), OptionalDouble.of(1), 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    score>=0.75         | three one
                    score=1e0           | one
                    score<0.6           | two
                    score=0.5..0.75     | three two
                    score>0.5,score<1   | three
                    score is null       | four
                    SCORE IS NOT NULL   |
                    score is NOT null   | three one two
                    like_count>=3       | one
                    like_count = -1     | nothing
                    """)
    void newestValuesCount(String filters, String texts) {
        label();
        if (texts == null) {
            assertRefused("feature_filters", filters, "feature_filters has '" + filters + "'");
        } else {
            assertThat(find("feature_filters", filters))
                    .isEqualTo(texts.equals("nothing") ? List.of() : List.of(texts.split(" ")));
        }
    }

    /** Both hours are read together here. */
    @Test
    void whatIsSaidOfAVersionSaysNothingOfALaterOneInAnotherHour() {
        label();
        lake.add(SamplePost.of("did:plc:a", "1", "one", NOON)
                        .updated("3zzz", "one anew", NOON)
                        .indexedAt(ONE.plusSeconds(5)))
                .flush(2);

        assertThat(find("text", "one")).containsExactly("one anew");
        assertThat(find("feature_filters", "score>0")).containsExactly("three", "two");
        assertThat(find("min_likes", "1")).isEmpty();

        lake.addFeatures(3, ONE, List.of("score"), Map.of(uri(1), Map.of("score", 0.125)));
        assertThat(find("feature_filters", "score>0")).containsExactly("three", "one anew", "two");
    }

    @Test
    void detectedLanguagesAreFeaturesOfTheirNames() {
        lake.addFeatures(1, NOON, List.of("detected_lang_de", "detected_lang_en"), Map.of(
                uri(1), Map.of("detected_lang_de", 0.75, "detected_lang_en", 0.5),
                uri(2), Map.of("detected_lang_de", 0.25)));

        assertThat(find("detected_lang", "de")).containsExactly("one");
        assertThat(find("detected_lang", "DE,en")).containsExactly("one");
        assertThat(find("not_detected_lang", "de")).containsExactly("three", "four", "two");
        assertRefused("detected_lang", "fr", "detected_lang needs a feature detected_lang_fr, which this lake does not have");
    }

    @Test
    void leastNumberOfLikesNeedsThatFeature() {
        assertRefused("min_likes", "1", "min_likes needs a feature like_count, which this lake does not have");
        label();
        assertThat(find("min_likes", "2")).containsExactly("one");
        assertThat(find("min_likes", "4")).isEmpty();
        assertRefused("min_reposts", "1", "min_reposts needs a feature repost_count, which this lake does not have");
    }

    @Test
    void mostLikedComeFirstAndThoseWithoutAValueLast() {
        assertRefused("sort", "top", "sort needs a feature like_count, which this lake does not have");
        label();
        lake.addFeatures(3, ONE, List.of("like_count"), Map.of(uri(4), Map.of("like_count", 12.0), uri(3), Map.of("like_count", 3.5)));
        assertThat(find("sort", "top")).containsExactly("four", "one", "three", "two");
        assertThat(exported("sort", "top", "limit", "3")).containsExactly("four", "one", "three", "two");
        assertThat(exported("sort", "random", "limit", "1", "text", "o")).containsExactlyElementsOf(
                search.search(TestingSearch.criteria("sort", "random", "text", "o")).posts().stream()
                        .map(PostResult::text)
                        .toList());
    }

    @Test
    void unknownFeatureIsRefusedWithTheKnownOnes() {
        label();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> find("feature_filters", "other>1"))
                .withMessage("there is no feature 'other'")
                .satisfies(e -> assertThat(e.accepts()).isEqualTo("the features like_count, score"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            score>"1"
            score>1 OR 1=1
            score"=1
            score>1;DROP TABLE matches
            uri>1
            score>=
            score>=99999999999999999999
            score=1..
            """)
    void i6WhatIsNoComparisonIsRefused(String filters) {
        label();
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> find("feature_filters", filters));
    }

    @Test
    void hoursThatCannotMatchAreNotRead() throws IOException {
        label();
        Instant seven = NOON.minus(Duration.ofHours(5));
        lake.add(SamplePost.of("did:plc:a", "0", "zero", seven)).flush(2);
        lake.addFeatures(1, seven, List.of("score", "like_count"), Map.of(uri(0), Map.of("score", 0.125)));
        // Whoever reads the posts of seven o'clock tells that they are damaged.
        Files.writeString(lake.storage().resolve(lake.flushed("posts", seven, 2, 2).getFirst()), "no Parquet");
        assertThat(search.search(TestingSearch.criteria("text", "o")).meta().isComplete()).isFalse();
        SearchPage page = search.search(TestingSearch.criteria("feature_filters", "score>=0.9", "text", "o"));

        assertThat(page.posts()).extracting(PostResult::text).containsExactly("one");
        assertThat(page.meta().isComplete()).isTrue();
    }

    @Test
    void postsAreCountedBySpansOfAFeature() {
        label();
        assertThat(counts("score:0.25")).containsExactly("0.5 1", "0.75 1", "1 1");
        assertThat(counts("score:0.3", "feature_filters", "score<1")).containsExactly("0.3 1", "0.6 1");
        assertThat(counts("hour,score:100")).containsExactly("2026-07-04T12:00:00Z,0 2", "2026-07-04T13:00:00Z,0 1");
        assertThat(counts("like_count:1")).containsExactly("3 1");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> counts("other:1"))
                .withMessage("there is no feature 'other'");
        for (String wrong : List.of("score:0", "score:-1", "score", "score:1e9", "uri:1", "score:1,score:2")) {
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> counts(wrong));
        }
    }

    @Test
    void valuesOfAFeatureAreMeasured() {
        label();
        assertThat(measured("score:min,score:max,score:avg,score:median,score:p1,score:p67"))
                .containsExactly("4: 0.5 1.0 0.75 0.75 0.5 1.0");
        assertThat(measured("like_count:avg,score:p51", "by", "hour"))
                .containsExactly("2: 3.0 1.0", "2: - 0.75");
        assertThat(measured("score:max,share", "by", "author", "feature_filters", "score<1")).containsExactly("2: 0.75");
        assertThat(measured("score:avg", "by", "hour", "text", "nothing", "start", "2026-07-04T12:00", "end", "2026-07-04T13:00"))
                .containsExactly("0: -");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> measured("other:avg"))
                .withMessage("there is no feature 'other'");
        for (String wrong : List.of("score:p0", "score:p100", "score:sum", "score", "uri:avg", "score:avg;x")) {
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> measured(wrong));
        }
    }

    /** Each bucket as how many posts it has, and the values. */
    private List<String> measured(String measures, String... others) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(Map.of("measures", List.of(measures)));
        for (int i = 0; i < others.length; i += 2) {
            parameters.put(others[i], List.of(others[i + 1]));
        }
        return aggregate(parameters, bucket -> bucket.count() + ":" + bucket.values().stream()
                .map(value -> value.isPresent() ? " " + value.getAsDouble() : " -")
                .collect(Collectors.joining()));
    }

    /** Each bucket as its key and how many posts it has. */
    private List<String> counts(String by, String... filters) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(Map.of("by", List.of(by)));
        for (int i = 0; i < filters.length; i += 2) {
            parameters.put(filters[i], List.of(filters[i + 1]));
        }
        return aggregate(parameters, TestFeatures::told);
    }

    private List<String> aggregate(Map<String, List<String>> parameters, Function<Bucket, String> told) {
        try {
            return Aggregator.aggregate(
                            search,
                            TestingAggregates.filters(parameters),
                            AggregateParser.parse(parameters),
                            new Cancellation(),
                            result -> result.tables().getFirst().buckets().stream().map(told).toList())
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof InvalidParameterException refused ? refused : e;
        }
    }

    private static String told(Bucket bucket) {
        return bucket.key().stream()
                        .map(key -> switch (key) {
                            case Key.Time time -> time.start().toString();
                            case Key.Value value -> value.text();
                        })
                        .collect(Collectors.joining(","))
                + " " + bucket.count();
    }

    private void assertRefused(String name, String value, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> find(name, value))
                .withMessage(message);
    }

    private List<String> find(String name, String value) {
        return search.search(TestingSearch.criteria(name, value)).posts().stream()
                .map(PostResult::text)
                .toList();
    }

    /** The posts of all parts of an export. */
    private List<String> exported(String... parameters) {
        List<String> texts = new ArrayList<>();
        List<String> asked = new ArrayList<>(List.of(parameters));
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            List<String> part = new ArrayList<>(asked);
            part.addAll(List.of("cursor", cursor.get()));
            try (PostExport export =
                    search.export(TestingSearch.criteria(part.toArray(String[]::new)), new Cancellation())) {
                while (export.advance()) {
                    texts.add(export.post().text());
                }
                cursor = export.cursor();
            }
        }
        return texts;
    }

    private static String uri(int number) {
        return "at://did:plc:a/app.bsky.feed.post/" + number;
    }
}
