package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.fold.PostColumn;
import dev.skytrove.query.fold.PostCount;
import dev.skytrove.query.fold.PostFold;
import dev.skytrove.query.fold.PostFolds;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds see what searches find: each post that may be seen, once. */
final class TestPostFold {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final int HOURS = 5;
    private static final int POSTS_AN_HOUR = 40;

    @TempDir
    private static Path directory;

    private static SampleLake lake;
    private static PostSearch search;

    /** Of each hour: one deleted a day later, one edited in the next, one of a suspended account, one there twice. */
    @BeforeAll
    static void fill() {
        lake = SampleLake.in(directory.resolve("lake"));
        List<SamplePost> last = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            Instant start = NOON.plus(Duration.ofHours(hour));
            for (int i = 0; i < POSTS_AN_HOUR; i++) {
                String text = i % 4 == 0 ? "red" : "green";
                last.add(SamplePost.of("did:plc:" + i % 3, hour + "-" + i, text, start.plusSeconds(i)));
            }
            last.forEach(lake::add);
            SamplePost deleted = SamplePost.of("did:plc:0", hour + "-deleted", "red", start);
            SamplePost edited = SamplePost.of("did:plc:0", hour + "-edited", "red", start);
            SamplePost twice = SamplePost.of("did:plc:1", hour + "-twice", "red", start);
            lake.add(deleted, edited, twice, twice, SamplePost.of("did:plc:gone", hour + "-gone", "red", start));
            lake.add(deleted.deleted("3z", start.plus(Duration.ofDays(1))));
            lake.add(edited.updated("3b", "green", start.plus(Duration.ofHours(1))));
            lake.flush(hour + 1L);
            last.clear();
        }
        lake.add(SampleAccount.status("did:plc:gone", "suspended", 1, NOON));
        lake.add(SampleAccount.identity("did:plc:1", "One.example", 2, NOON));
        lake.flush(HOURS + 1L);
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    @AfterAll
    static void close() {
        search.close();
        lake.close();
    }

    @Test
    void i4CountsEachPostToBeSeenOnce() {
        assertThat(count()).isEqualTo(HOURS * (POSTS_AN_HOUR + 2L));
        assertThat(count("text", "red")).isEqualTo(HOURS * (POSTS_AN_HOUR / 4 + 1L));
        assertThat(count("text", "blue")).isZero();
        assertThat(count("username", "nobody.example")).isZero();
    }

    @Test
    void aTotalIsOfTheWholeSearchWhateverItsPart() {
        SearchPage first = search.search(TestingSearch.criteria("text", "red", "limit", "3", "count", "true"));
        SearchPage next = search.search(TestingSearch.criteria("text", "red", "limit", "3", "count", "true")
                .after(first.next().orElseThrow()));
        SearchPage all = search.search(TestingSearch.criteria("text", "red", "limit", "1000", "count", "true"));

        assertThat(List.of(first, next, all)).allSatisfy(page -> assertThat(page.total()).hasValue(all.posts().size()));
        assertThat(search.search(TestingSearch.criteria()).total()).isEmpty();
    }

    /** With columns of its own, for two conditions of one query. */
    @Test
    void partsAddUpInTablesOfTheSession() {
        record Answer(Map<String, Long> red, Map<String, Long> all, Map<String, String> handles) {}
        Answer answer = fold(
                folds -> new Answer(
                        folds.fold(new ByText()),
                        folds.fold(Condition.ANYTHING, new ByText()),
                        folds.handles(List.of("did:plc:1", "did:plc:2"))),
                "text", "red");

        assertThat(answer.red()).isEqualTo(Map.of("red", 55L));
        assertThat(answer.all()).isEqualTo(Map.of("red", 55L, "green", 155L));
        assertThat(answer.handles()).isEqualTo(Map.of("did:plc:1", "One.example"));
    }

    private static long count(String... parameters) {
        return fold(folds -> folds.fold(new PostCount()), parameters);
    }

    private static <T> T fold(Function<PostFolds, T> work, String... parameters) {
        return search.fold(TestingSearch.criteria(parameters), new Cancellation(), work).join();
    }

    private static final class ByText implements PostFold<Map<String, Long>> {
        @Override
        public List<PostColumn> columns() {
            return List.of(PostColumn.of("text", "VARCHAR"));
        }

        @Override
        public void begin(Session session) {
            session.update("CREATE TEMP TABLE texts (text VARCHAR, count BIGINT)");
        }

        @Override
        public void add(Session session) {
            session.update("INSERT INTO texts SELECT text, count(*) FROM matches GROUP BY text");
        }

        @Override
        public Map<String, Long> end(Session session) {
            Map<String, Long> counts = new TreeMap<>();
            session.list(
                    "SELECT text, sum(count)::BIGINT FROM texts GROUP BY text",
                    row -> counts.put(row.getString(1), row.getLong(2)));
            session.update("DROP TABLE texts");
            return counts;
        }
    }
}
