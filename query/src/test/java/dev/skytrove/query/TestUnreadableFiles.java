package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.OverlappingFilesException;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.UnreadableFilesException;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged object of the lake stops no search, and is never passed over in silence. */
final class TestUnreadableFiles {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final String ALICE = "did:plc:alice";

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    /** What may become of an object. */
    enum Kind {
        EMPTY,
        ONE_BYTE,
        MAGIC_ONLY,
        IMPOSSIBLE_FOOTER,
        CUT_OFF,
        NO_BEGINNING,
        HTML,
        GARBAGE,
        GARBAGE_FOOTER,
        GARBAGE_PAGES;

        byte[] damage(byte[] whole) {
            return switch (this) {
                case EMPTY -> new byte[0];
                case ONE_BYTE -> new byte[1];
                case MAGIC_ONLY -> ascii("PAR1");
                case IMPOSSIBLE_FOOTER -> ascii("PAR1\0\0\0\u007fPAR1");
                case CUT_OFF -> Arrays.copyOf(whole, whole.length / 2);
                case NO_BEGINNING -> Arrays.copyOfRange(whole, 4, whole.length);
                case HTML -> ascii("<html><body>Please log in</body></html>");
                case GARBAGE -> noise(whole, 0, whole.length);
                case GARBAGE_FOOTER -> noise(whole, whole.length - 200, whole.length - 8);
                case GARBAGE_PAGES -> noise(whole, 4, whole.length / 2);
            };
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static byte[] noise(byte[] whole, int start, int end) {
            byte[] noise = new byte[whole.length];
            new Random(5).nextBytes(noise);
            byte[] damaged = whole.clone();
            System.arraycopy(noise, start, damaged, start, end - start);
            return damaged;
        }
    }

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("lake"));
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void i4DamagedFileOfPostsIsLeftOutAndNamed(Kind kind) throws IOException {
        lake.add(post("1")).flush(1);
        String damaged = lake.add(post("2")).flush(2).getFirst();
        lake.add(post("3")).flush(3);
        byte[] whole = damage(damaged, kind);

        for (int i = 0; i < 2; i++) {
            SearchPage page = search.search(TestingSearch.criteria());
            assertThat(rkeys(page)).containsExactlyInAnyOrder("1", "3");
            assertThat(page.meta().unreadable()).containsExactly(damaged);
            assertThat(page.meta().isComplete()).isFalse();
        }
        try (PostExport export = search.export(TestingSearch.criteria(), new Cancellation())) {
            assertThat(export.meta().unreadable()).containsExactly(damaged);
        }
        assertThat(search.unreadableFiles()).isEqualTo(1);
        assertThatExceptionOfType(UnreadableFilesException.class)
                .isThrownBy(() -> search.search(TestingSearch.criteria("incomplete", "refuse")))
                .withMessageContaining(damaged);

        // One of another length is another file; one of the same is looked at again by another process.
        Files.write(lake.storage().resolve(damaged), whole);
        try (PostSearch other = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            SearchPage page = other.search(TestingSearch.criteria("incomplete", "refuse"));
            assertThat(rkeys(page)).containsExactlyInAnyOrder("1", "2", "3");
            assertThat(page.meta().isComplete()).isTrue();
        }
    }

    @Test
    void i4ValidParquetOfSomethingElseIsLeftOut() {
        lake.add(post("1")).flush(1);
        String other = lake.add(post("2")).flush(2).getFirst();
        lake.delete(other);
        lake.execute("COPY (SELECT 1 AS number) TO '" + lake.storage().resolve(other) + "' (FORMAT parquet)");

        SearchPage page = search.search(TestingSearch.criteria("text", "post"));

        assertThat(rkeys(page)).containsExactly("1");
        assertThat(page.meta().unreadable()).containsExactly(other);
    }

    @Test
    void i4EachReadableFileAmongManyIsReadOnce() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int batch = 1; batch <= 150; batch++) {
            String name = lake.add(post("p" + batch)).flush(batch).getFirst();
            if (batch % 40 == 0) {
                damage(name, batch % 80 == 0 ? Kind.GARBAGE_PAGES : Kind.CUT_OFF);
            } else {
                expected.add("p" + batch);
            }
        }

        SearchPage page = search.search(TestingSearch.criteria("limit", "1000"));

        assertThat(rkeys(page)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(page.meta().unreadable()).hasSize(3);
    }

    /** Damage at random places need not show; where it does, it stops nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void i4BytesThatChangedStopNoSearch(long seed) throws IOException {
        Random random = new Random(seed);
        for (int batch = 1; batch <= 60; batch++) {
            Path file = lake.storage().resolve(lake.add(post("damaged" + batch)).flush(batch).getFirst());
            byte[] content = Files.readAllBytes(file);
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            Files.write(file, content);
        }
        lake.add(post("whole")).flush(61);

        for (int i = 0; i < 2; i++) {
            SearchPage page = search.search(TestingSearch.criteria("limit", "1000"));
            assertThat(rkeys(page)).containsOnlyOnce("whole");
            assertThat(page.meta().unreadable()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void i4WithoutAFileOfDeletesNothingIsShown(Kind kind) throws IOException {
        lake.add(post("1"), post("2")).flush(1);
        String deletes = lake.add(post("1").deleted("3z", NOON)).flush(2).getFirst();
        damage(deletes, kind);

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(UnreadableFilesException.class)
                    .isThrownBy(() -> search.search(TestingSearch.criteria()))
                    .withMessageContaining(deletes);
        }
        // Whoever keeps the lake decides that it is lost.
        lake.delete(deletes);
        assertThat(rkeys(search.search(TestingSearch.criteria()))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void i4WithoutAFileOfAccountsNothingIsShown() throws IOException {
        lake.add(post("1")).flush(1);
        String accounts = lake.add(SampleAccount.identity(ALICE, "alice.example", 1, NOON)).flush(2).getFirst();
        damage(accounts, Kind.CUT_OFF);

        assertThatExceptionOfType(UnreadableFilesException.class)
                .isThrownBy(() -> search.search(TestingSearch.criteria()))
                .withMessageContaining(accounts);
        assertThatExceptionOfType(UnreadableFilesException.class).isThrownBy(() -> search.digestAccounts());
    }

    @Test
    void i4OverlappingFilesAreNoAnswer() throws IOException {
        String one = lake.add(post("1")).flush(1).getFirst();
        Path hour = lake.storage().resolve(one).getParent();
        Files.copy(lake.storage().resolve(one), hour.resolve("posts-flush-1-2-0.parquet"));
        Files.copy(lake.storage().resolve(one), hour.resolve("posts-flush-2-3-0.parquet"));

        assertThatExceptionOfType(OverlappingFilesException.class)
                .isThrownBy(() -> search.search(TestingSearch.criteria()))
                .withMessageContaining("posts-flush-1-2-0.parquet")
                .withMessageContaining("posts-flush-2-3-0.parquet");
    }

    private byte[] damage(String name, Kind kind) throws IOException {
        Path file = lake.storage().resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, kind.damage(whole));
        return whole;
    }

    private static SamplePost post(String rkey) {
        return SamplePost.of(ALICE, rkey, "a post", NOON.plusSeconds(rkey.length())).rev("3a");
    }

    private static List<String> rkeys(SearchPage page) {
        return page.posts().stream().map(PostResult::rkey).toList();
    }
}
