package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.SearchMeta;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search reads with a word index, and that nothing that happens to an index changes an answer. */
final class TestWordIndex {
    private static final Instant DAY = Instant.parse("2026-07-04T00:00:00Z");
    private static final int HOURS = 4;
    private static final int POSTS = 40;

    @TempDir
    private Path directory;

    private SampleLake lake;

    /** Each hour has posts with a word that all have, one that only it has, and one of a single post. */
    @BeforeEach
    void write() {
        lake = SampleLake.in(directory.resolve("lake"));
        for (int hour = 0; hour < HOURS; hour++) {
            for (int i = 0; i < POSTS; i++) {
                String rare = i == 17 ? " Quokka" + hour : "";
                lake.add(post(hour, i, "every hour" + hour + " number" + i + rare));
            }
        }
        lake.flush(1);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void absentWordIsAnsweredWithoutAnyFileOfPosts() {
        TestingIndex.write(lake.storage(), DAY);
        try (PostSearch search = open()) {
            SearchPage page = search.search(TestingSearch.criteria("text", "wombat every", "count", "true"));

            assertThat(page.posts()).isEmpty();
            assertThat(page.total()).hasValue(0);
            assertThat(page.meta().filesRead()).isZero();
            assertThat(page.meta().hoursRead()).isZero();
            assertThat(page.meta().hoursSkipped()).isEqualTo(HOURS);
        }
    }

    @Test
    void rareWordIsLookedForInItsHourAlone() {
        TestingIndex.write(lake.storage(), DAY);
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "OKKA2", "2-17")).isEqualTo(1);
            assertThat(hoursOf(search, "\"number17 quokka1\"", "1-17")).isEqualTo(1);
            assertThat(hoursOf(search, "quokka1 OR quokka3", "3-17", "1-17")).isEqualTo(2);
            assertThat(hoursOf(search, "quokka -hour0 -hour1 -hour2", "3-17")).isEqualTo(HOURS);
            assertThat(hoursOf(search, "number18 quokka1")).isZero();
            // Nothing is known of a word that is in many posts.
            assertThat(hoursOf(search, "hour3 quokka1")).isEqualTo(1);
        }
    }

    @Test
    void dayWithoutIndexIsReadAndTheOthersAreNot() {
        for (int day = -3; day <= 3; day++) {
            if (day != 0) {
                lake.add(SamplePost.of("did:plc:a", "d" + day, "day" + day, DAY.plus(Duration.ofDays(day))));
            }
        }
        lake.flush(2);
        for (int day : new int[] {-3, -2, 0, 2}) {
            TestingIndex.write(lake.storage(), DAY.plus(Duration.ofDays(day)));
        }
        try (PostSearch search = open()) {
            for (String order : List.of("newest", "oldest")) {
                SearchMeta meta =
                        search.search(TestingSearch.criteria("text", "wombat", "sort", order)).meta();
                // Those of the days -1, 1 and 3.
                assertThat(meta.hoursRead()).as(order).isEqualTo(3);
            }
            assertThat(hoursOf(search, "day-2", "d-2")).isEqualTo(4);
        }
    }

    @Test
    void wholeHourIsFoundWhereItsPostsAreMany() {
        TestingIndex.write(lake.storage(), DAY);
        try (PostSearch search = open()) {
            assertThat(search.search(TestingSearch.criteria("text", "hour2", "limit", "100")).posts()).hasSize(POSTS);
        }
    }

    @Test
    void damagedIndexIsLeftOutAndCounted() throws IOException {
        Path index = lake.storage().resolve(TestingIndex.write(lake.storage(), DAY));
        byte[] bytes = Files.readAllBytes(index);
        // Once in a page, once in the footer.
        for (int place : new int[] {bytes.length / 8, bytes.length - 100}) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 0x10;
            Files.write(index, damaged);
            try (PostSearch search = open()) {
                assertThat(find(search, "quokka2")).containsExactly("2-17");
                assertThat(find(search, "wombat")).isEmpty();
                assertThat(search.unreadableIndexes()).isEqualTo(1);
                assertThat(search.unreadableFiles()).isZero();
            }
        }
    }

    /** Each is whole, but not of the files that it names. */
    @Test
    void i4IndexThatCountsRowsOrBlocksOtherwiseThanItsFilesHidesNothing() throws IOException {
        String index = TestingIndex.write(lake.storage(), DAY);
        byte[] truth = Files.readAllBytes(lake.storage().resolve(index));
        int rejected = 0;
        for (UnaryOperator<IndexContents> lie : TestingIndex.lies()) {
            TestingIndex.lie(lake.storage(), index, lie);
            for (int hour = 0; hour < HOURS; hour++) {
                try (PostSearch search = open()) {
                    SearchPage page = search.search(TestingSearch.criteria("text", "quokka" + hour));
                    assertThat(page.posts().stream().map(PostResult::rkey)).containsExactly(hour + "-17");
                    assertThat(page.meta().isComplete()).isTrue();
                    rejected += search.unreadableIndexes();
                }
            }
            Files.write(lake.storage().resolve(index), truth);
        }
        assertThat(rejected).isGreaterThan(TestingIndex.lies().size());
    }

    @Test
    void emptyAndForeignObjectsAmongIndexesDoNoHarm() throws IOException {
        Path index = lake.storage().resolve(TestingIndex.write(lake.storage(), DAY));
        Files.write(index.resolveSibling("words-7-0123456789abcdef.parquet"), new byte[0]);
        Files.writeString(index.resolveSibling("words.txt"), "mine");
        try (PostSearch search = open()) {
            assertThat(find(search, "quokka2")).containsExactly("2-17");
            assertThat(search.unreadableIndexes()).isEqualTo(1);
        }
    }

    @Test
    void indexCountsOnlyForTheFilesThatItWasMadeFrom() {
        TestingIndex.write(lake.storage(), DAY);
        lake.add(post(1, 50, "a wombat, later"));
        lake.flush(2);
        // The hour's file is now another one, with its rows in other places.
        lake.compact("posts", DAY.plus(Duration.ofHours(1)), 1, 2);
        lake.flushed("posts", DAY.plus(Duration.ofHours(1)), 1, 2).forEach(lake::delete);
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "wombat", "1-50")).isEqualTo(1);
            assertThat(hoursOf(search, "quokka1", "1-17")).isEqualTo(1);
            assertThat(hoursOf(search, "quokka2", "2-17")).isEqualTo(2);
        }
        TestingIndex.write(lake.storage(), DAY);
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "wombat", "1-50")).isEqualTo(1);
            assertThat(hoursOf(search, "quokka2", "2-17")).isEqualTo(1);
        }
    }

    @Test
    void postsWhoseTextsAreNotFoldedAreAlwaysLookedAt() {
        lake.add(post(2, 55, "Wombats"));
        lake.execute("UPDATE posts SET text_folded = NULL");
        lake.flush(2);
        TestingIndex.write(lake.storage(), DAY);
        try (PostSearch search = open()) {
            assertThat(find(search, "wombats")).containsExactly("2-55");
            assertThat(hoursOf(search, "ombat", "2-55")).isEqualTo(1);
        }
    }

    @Test
    void bucketIsAskedForTheIndexAndNoPostsOfAnAbsentWord() throws IOException {
        TestingIndex.write(lake.storage(), DAY);
        TestingS3 server = TestingS3.get();
        String storage = TestingS3.storageUri(server.createBucket(), "a");
        try (ObjectStore store = ObjectStores.open(storage, server.environment());
                Stream<Path> files = Files.walk(lake.storage())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> store.put(lake.storage().relativize(file).toString(), file));
        }
        Path cache = directory.resolve("cache");
        try (PostSearch search =
                PostSearch.open(TestingSearch.settings(cache), storage, server.environment(), Clock.systemUTC())) {
            assertThat(find(search, "wombat")).isEmpty();
            assertThat(copies(cache)).singleElement().asString().startsWith("index!posts!").endsWith(".parquet");

            assertThat(find(search, "quokka3")).containsExactly("3-17");
            // Its own hour, and the one before it, in which a later version could be.
            assertThat(copies(cache))
                    .filteredOn(name -> name.startsWith("lake!posts!"))
                    .extracting(name -> name.substring(name.indexOf("hour="), name.indexOf("!posts-flush")))
                    .containsExactlyInAnyOrder("hour=02", "hour=03");
        }
    }

    private static List<String> copies(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".parquet")).toList();
        }
    }

    private int hoursOf(PostSearch search, String text, String... expected) {
        SearchPage page = search.search(TestingSearch.criteria("text", text));
        assertThat(page.posts().stream().map(PostResult::rkey)).as(text).containsExactly(expected);
        return page.meta().hoursRead();
    }

    private static List<String> find(PostSearch search, String text) {
        return search.search(TestingSearch.criteria("text", text)).posts().stream().map(PostResult::rkey).toList();
    }

    private PostSearch open() {
        return TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    private static SamplePost post(int hour, int i, String text) {
        return SamplePost.of("did:plc:a", hour + "-" + i, text, DAY.plus(Duration.ofHours(hour)).plusSeconds(60 * i + 5));
    }
}
