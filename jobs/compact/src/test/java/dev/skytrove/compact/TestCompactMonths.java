package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.MonthIndexRow;
import dev.skytrove.lake.parquet.MonthIndexWriter;
import dev.skytrove.query.PostSearch;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The word indexes of months that a compaction leaves. */
final class TestCompactMonths {
    private static final Instant FIRST = Instant.parse("2026-07-01T12:00:00Z");
    private static final String MONTH = "index/posts/year=2026/month=07/";
    private static final String VERSION = "skytrove.index.version";
    private static final Duration LATER = Duration.ofHours(2);
    private static final List<CompactCrashPoint> POINTS = Arrays.stream(CompactCrashPoint.values())
            .filter(point -> point.name().startsWith("COMPACT_MONTH_"))
            .toList();

    @TempDir
    private Path directory;

    private Stage stage;
    private int batch;

    @BeforeEach
    void open() {
        stage = Stage.in(directory).settle();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void monthThatIsOverGetsOneOnce() {
        flush(1, 3);
        flush(Instant.now().minus(Duration.ofHours(3)), "words of today");
        assertThat(stage.compact().monthsIndexed()).isZero();

        CompactSummary summary = rewrite(Duration.ZERO);

        assertThat(summary.monthsIndexed()).isEqualTo(1);
        assertThat(summary.monthIndexBytes()).isPositive();
        List<String> names = months();
        assertThat(names).hasSize(2);
        assertThat(names.getFirst()).startsWith(MONTH + "postings-0-");
        assertThat(names.getLast()).startsWith(MONTH + "words-0-");
        assertThat(rewrite(LATER).monthsIndexed()).isZero();
        assertThat(months()).isEqualTo(names);
        // The days keep theirs: they are looked up alone, and the next one is made of them.
        assertThat(stage.names(MONTH)).hasSize(2 + 3);
        find("word2", "2-0 word2");
        find("absent");
    }

    @Test
    void fewDaysGetNone() {
        flush(1, 2);

        assertThat(rewrite(Duration.ZERO).monthsIndexed()).isZero();
        assertThat(months()).isEmpty();
    }

    @Test
    void oneOfWhichMoreThanATenthOfTheDaysHasChangedIsMadeAnewAndTheOldOneGoes() {
        flush(1, 10);
        rewrite(Duration.ZERO);
        List<String> first = months();
        flush(day(3).plusSeconds(5), "later words");

        CompactSummary one = rewrite(LATER);
        assertThat(one.indexed()).isEqualTo(1);
        assertThat(one.monthsIndexed()).isZero();
        assertThat(months()).isEqualTo(first);
        find("later", "11-0 later words");
        find("word3", "3-0 word3");

        flush(day(4).plusSeconds(5), "later words");
        assertThat(rewrite(Duration.ZERO).monthsIndexed()).isEqualTo(1);
        assertThat(months()).hasSize(4).containsAll(first);
        find("later", "12-0 later words", "11-0 later words");

        // Those of two days, and both objects of the month.
        assertThat(rewrite(LATER).indexesDeleted()).isEqualTo(2 + 2);
        assertThat(months()).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(months().getLast()).startsWith(MONTH + "words-1-");
        find("later", "12-0 later words", "11-0 later words");
    }

    @Test
    void oneWithoutAnyPostGoes() {
        flush(1, 3);
        rewrite(Duration.ZERO);
        stage.store().delete(stage.names("lake/posts/"));

        assertThat(rewrite(Duration.ZERO).indexesDeleted()).isZero();
        assertThat(rewrite(LATER).indexesDeleted()).isEqualTo(3 + 2);
        assertThat(stage.names("index/posts/")).isEmpty();
    }

    @Test
    void unreadableOneIsMadeAnew() throws IOException {
        flush(1, 3);
        rewrite(Duration.ZERO);
        for (int generation = 0; generation < 2; generation++) {
            // Once the words, once the postings.
            String name = generation == 0 ? months().getLast() : months().getFirst();
            Files.writeString(directory.resolve("lake").resolve(name), "garbage");
            find("word2", "2-0 word2");

            CompactSummary summary = rewrite(LATER.multipliedBy(generation));

            assertThat(summary.monthsIndexed()).isEqualTo(1);
            assertThat(summary.indexesDamaged()).isEqualTo(1);
            rewrite(LATER.multipliedBy(generation + 2));
            assertThat(months()).hasSize(2).allMatch(object -> object.matches(".*/(words|postings)-[12]-.*"));
            find("word2", "2-0 word2");
        }
    }

    @Test
    void oneOfALaterReleaseStays() throws IOException {
        flush(1, 3);
        rewrite(Duration.ZERO);
        Path words = directory.resolve("lake").resolve(months().getLast());
        try (MonthIndexWriter writer = MonthIndexWriter.open(
                words, directory.resolve("lake").resolve(months().getFirst()), Map.of(VERSION, "99"), VERSION, 10)) {
            writer.write(new MonthIndexRow(new IndexRow(new byte[] {'w'}, 1, new int[] {0}), new int[0]));
        }
        CompactSummary summary = rewrite(LATER);

        assertThat(summary.monthsIndexed()).isZero();
        assertThat(summary.indexesDamaged()).isZero();
        find("word2", "2-0 word2");
    }

    /** The footer is whole, so it is found out when the month is made of it. */
    @Test
    void dayWithAWrongBitInAPageIsMadeAnewWithItsMonth() throws IOException {
        flush(1, 3);
        rewrite(Duration.ZERO);
        stage.store().delete(months());
        String name = stage.names(MONTH + "day=02/").getFirst();
        Path day = directory.resolve("lake").resolve(name);
        byte[] bytes = Files.readAllBytes(day);
        for (int i = 4; i < 40; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(day, bytes);

        CompactSummary summary = rewrite(Duration.ZERO);

        assertThat(summary.indexed()).isEqualTo(1);
        assertThat(summary.monthsIndexed()).isEqualTo(1);
        assertThat(summary.indexesDamaged()).isEqualTo(1);
        assertThat(rewrite(LATER).indexesDamaged()).isZero();
        assertThat(stage.names(MONTH + "day=02/")).singleElement().asString().contains("/words-1-");
        find("word2", "2-0 word2");
    }

    @Test
    void foreignOneOfTheLastGenerationGivesWay() throws IOException {
        flush(1, 3);
        rewrite(Duration.ZERO);
        for (String name : months()) {
            Path index = directory.resolve("lake").resolve(name);
            String foreign = index.getFileName().toString().replaceFirst("-0-.*", "-999999999-0123456789abcdef.parquet");
            Files.copy(index, index.resolveSibling(foreign));
        }
        CompactSummary summary = rewrite(Duration.ZERO);

        assertThat(summary.monthsIndexed()).isEqualTo(1);
        assertThat(months()).hasSize(4).noneMatch(name -> name.contains("999999999"));
        assertThat(rewrite(LATER).monthsIndexed()).isZero();
        assertThat(months()).hasSize(2).allMatch(name -> name.contains("-1-"));
        find("word2", "2-0 word2");
    }

    @Test
    void bucketHasTheSame() {
        stage.close();
        TestingS3 server = TestingS3.get();
        String storage = TestingS3.storageUri(server.createBucket(), "some/where");
        stage = Stage.in(directory.resolve("bucket"), storage, server.environment()).settle();
        flush(1, 4);

        assertThat(rewrite(Duration.ZERO).monthsIndexed()).isEqualTo(1);
        assertThat(months()).hasSize(2);
        for (int day = 1; day <= 4; day++) {
            find("word" + day, day + "-0 word" + day);
        }
        find("absent");
    }

    @Test
    void i4WordsAreFoundWhileIndexesOfMonthsComeAndGoAndRunsDie() throws Exception {
        Set<CompactCrashPoint> died = EnumSet.noneOf(CompactCrashPoint.class);
        try (PostSearch search = stage.search();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            flush(1, 4);
            rewrite(Duration.ZERO);
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> searching = executor.submit(() -> {
                int searches = 0;
                while (!done.get()) {
                    assertThat(Stage.find(search, "word2")).containsExactly("2-0 word2");
                    assertThat(Stage.find(search, "absent")).isEmpty();
                    searches++;
                }
                return searches;
            });
            try {
                for (CompactCrashPoint deadly : POINTS) {
                    flush(day(3).plusSeconds(batch), "other words");
                    if (isKilledAt(deadly)) {
                        died.add(deadly);
                    }
                }
                rewrite(LATER);
                rewrite(LATER.multipliedBy(2));
            } finally {
                done.set(true);
            }
            assertThat(searching.get()).isGreaterThan(2);
            assertThat(months()).hasSize(2);
            assertThat(search.unreadableIndexes()).isZero();
        }
        assertThat(died).containsExactlyInAnyOrderElementsOf(POINTS);
    }

    private boolean isKilledAt(CompactCrashPoint deadly) {
        try {
            stage.compact(
                    point -> {
                        if (point == deadly) {
                            throw new IllegalStateException("killed");
                        }
                    },
                    LATER,
                    true);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private List<String> months() {
        return stage.names("index/posts/").stream().filter(name -> !name.contains("/day=")).toList();
    }

    private CompactSummary rewrite(Duration later) {
        return stage.compact(CrashInjector.NONE, later, true);
    }

    private void find(String word, String... expected) {
        try (PostSearch search = stage.search()) {
            assertThat(Stage.find(search, word)).containsExactly(expected);
        }
    }

    private void flush(int firstDay, int lastDay) {
        List<Integer> days = new ArrayList<>();
        for (int day = firstDay; day <= lastDay; day++) {
            days.add(day);
        }
        days.forEach(day -> flush(day(day), "word" + day));
    }

    private void flush(Instant at, String text) {
        batch++;
        stage.lake().add(SamplePost.of("did:plc:a", batch + "-0", text, at));
        stage.flush(batch);
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day - 1));
    }
}
