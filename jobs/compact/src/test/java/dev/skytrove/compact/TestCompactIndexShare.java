package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.index.IndexBuilder;
import dev.skytrove.lake.index.MonthIndexBuilder;
import dev.skytrove.query.PostSearch;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large the word indexes are that a compaction leaves: those of days and months together a tenth of the posts at most. */
final class TestCompactIndexShare {
    private static final int DAYS = 3;
    private static final int WORDS_A_POST = 12;

    /** The month whose words are all in one post. */
    private static final int STRANGE = 3;

    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    private Path directory;

    private final Random random = new Random(1);
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
    void daysOfFewPostsAndOfMoreStayBelowIt() throws IOException {
        for (int day = 1; day <= DAYS; day++) {
            flush(1, day, 60);
            flush(STRANGE, day, 1_000);
            flush(4, day, 1_200);
            flush(6, day, 4_000);
        }
        stage.boundIndexes();

        assertThat(rewrite(Duration.ZERO).indexed()).isEqualTo(3 * DAYS);
        assertBounded();
        assertThat(files("index/posts/year=2026/month=01/")).isZero();
        assertThat(files("index/posts/year=2026/month=06/")).isGreaterThan(DAYS);
        // The next runs leave it at that.
        for (int run = 1; run <= 2; run++) {
            CompactSummary next = rewrite(LATER);
            assertThat(next.indexed() + next.monthsIndexed() + next.indexesDeleted()).isZero();
        }
        assertFound();
    }

    @Test
    void largerOnesThatAreThereAreReplaced() throws IOException {
        for (int day = 1; day <= DAYS; day++) {
            flush(1, day, 60);
            flush(STRANGE, day, 1_000);
        }
        CompactSummary any = rewrite(Duration.ZERO);
        assertThat(any.indexed()).isEqualTo(2 * DAYS);
        assertThat(any.monthsIndexed()).isEqualTo(2);
        assertThat(bytes("index/posts/")).isGreaterThan(bytes("lake/posts/") / 10);
        assertFound();

        stage.boundIndexes();
        assertThat(rewrite(Duration.ZERO).indexed()).isEqualTo(DAYS);
        assertFound();
        rewrite(LATER);
        rewrite(LATER.multipliedBy(2));

        assertBounded();
        CompactSummary next = rewrite(LATER.multipliedBy(3));
        assertThat(next.indexed() + next.monthsIndexed() + next.indexesDeleted()).isZero();
        assertFound();
    }

    @Test
    void indexThatNamesNoFileIsSmall() throws IOException {
        Path words = directory.resolve("words");
        Path postings = directory.resolve("postings");
        IndexBuilder.writeEmpty(words);
        assertThat(Files.size(words)).isLessThanOrEqualTo(IndexShare.LEAST);
        MonthIndexBuilder.writeEmpty(words, postings);
        assertThat(Files.size(words) + Files.size(postings)).isLessThanOrEqualTo(IndexShare.LEAST);
    }

    private void assertBounded() throws IOException {
        assertThat(bytes("index/posts/")).isPositive().isLessThanOrEqualTo(bytes("lake/posts/") / 10);
        for (String month : new String[] {"01", "03", "04", "06"}) {
            String path = "posts/year=2026/month=" + month + "/";
            assertThat(bytes("index/" + path)).isLessThanOrEqualTo(bytes("lake/" + path) / 10);
        }
    }

    private void assertFound() {
        try (PostSearch search = stage.search()) {
            for (int number = 1; number <= batch; number++) {
                assertThat(Stage.find(search, "rare" + number + "x")).singleElement().asString().startsWith(number + "-7 ");
            }
            assertThat(Stage.find(search, "rare0x")).isEmpty();
        }
    }

    private void flush(int month, int day, int posts) {
        Instant start = Instant.parse("2026-0%d-0%dT12:00:00Z".formatted(month, day));
        batch++;
        for (int i = 0; i < posts; i++) {
            String text = IntStream.range(0, WORDS_A_POST).mapToObj(_ -> word(month)).collect(Collectors.joining(" "));
            String rare = i == 7 ? " rare" + batch + "x" : "";
            stage.lake().add(SamplePost.of("did:plc:a", batch + "-" + i, text + rare, start.plusMillis(500L * i)));
        }
        stage.flush(batch);
    }

    /** By Zipf's law, without end; in one month each is another. */
    private String word(int month) {
        long rank = month == STRANGE ? random.nextLong() : (long) Math.pow(1 - random.nextDouble(), -1.2);
        return Long.toString((rank * 0x9e3779b97f4a7c15L) >>> 24, Character.MAX_RADIX);
    }

    private CompactSummary rewrite(Duration later) {
        return stage.rewrite(later);
    }

    private int files(String prefix) {
        return stage.names(prefix).size();
    }

    private long bytes(String prefix) throws IOException {
        long bytes = 0;
        for (String name : stage.names(prefix)) {
            bytes += Files.size(directory.resolve("lake").resolve(name));
        }
        return bytes;
    }
}
