package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.FaultyS3;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of a bucket fetch of files of posts the row groups that can hold what they look for. */
final class TestPostsInParts {
    private static final Instant DAY = Instant.parse("2026-07-04T00:00:00Z");
    private static final int HOURS = 3;
    private static final int POSTS = 300;
    private static final int ROWS_OF_GROUP = 20;

    @TempDir
    private Path directory;

    private SampleLake lake;
    private TestingBucket bucket;
    private Path cache;

    /** The 117th post of each hour has a word that only it has; the 217th of two hours are the only ones of an account. */
    @BeforeEach
    void write() {
        lake = SampleLake.in(directory.resolve("lake"));
        cache = directory.resolve("cache");
        for (int hour = 0; hour < HOURS; hour++) {
            for (int i = 0; i < POSTS; i++) {
                lake.add(post(hour, i, "every hour" + hour + (i == 117 ? " Quokka" + hour : "")));
            }
        }
        lake.flush(1);
        TestingIndex.write(lake.storage(), DAY);
        bucket = new TestingBucket(lake.storage(), ROWS_OF_GROUP);
    }

    @AfterEach
    void close() {
        bucket.close();
        lake.close();
    }

    @Test
    void rowGroupsOfARareWordAreFetchedAndNoFileOfPosts() throws IOException {
        try (PostSearch search = bucket.open(cache)) {
            assertThat(find(search, "quokka2")).containsExactly("2-117");
            assertThat(find(search, "quokka")).containsExactly("2-117", "1-117", "0-117");
            assertThat(find(search, "wombat")).isEmpty();
        }
        assertThat(copies("hour=")).noneMatch(name -> name.matches(".*posts-flush-[^!]*"));
        // The word's, in each hour; a fingerprint of a key may be in another by chance.
        assertThat(copies("!rows-")).filteredOn(name -> name.contains("rows-100-120")).hasSize(HOURS);
        assertThat(copies("!rows-").size()).isLessThan(2 * HOURS);
        assertThat(copies("!groups")).hasSize(HOURS);
    }

    @Test
    void rowGroupsOfAnAuthorAreFetchedAndNoFileOfPosts() throws IOException {
        try (PostSearch search = bucket.open(cache)) {
            assertThat(findBy(search, "did:plc:rare")).containsExactly("2-217", "1-217");
            assertThat(findBy(search, "did:plc:nobody")).isEmpty();
            SearchCriteria both = TestingSearch.criteria("username", "did:plc:rare", "text", "hour1");
            assertThat(search.search(both).posts()).extracting(PostResult::rkey).containsExactly("1-217");
        }
        assertThat(copies("hour=")).noneMatch(name -> name.matches(".*posts-flush-[^!]*"));
        assertThat(copies("!rows-")).filteredOn(name -> name.contains("rows-200-220")).hasSize(HOURS - 1);
        assertThat(copies("!rows-").size()).isLessThan(2 * HOURS);
        assertThat(copies("!groups")).hasSize(HOURS);
    }

    @Test
    void postsOfAnAuthorInEveryRowGroupAreFoundInOrder() {
        List<String> newest = IntStream.rangeClosed(250, 299).mapToObj(i -> "2-" + i).toList().reversed();
        try (PostSearch search = bucket.open(cache)) {
            assertThat(findBy(search, "did:plc:a")).isEqualTo(newest);
        }
    }

    @Test
    void i4DeletedPostOfAnAuthorInAPartIsHidden() {
        lake.add(post(1, 217, "every hour1").deleted("3z", at(2, 299))).flush(2);
        bucket.update();
        try (PostSearch search = bucket.open(cache)) {
            assertThat(findBy(search, "did:plc:rare")).containsExactly("2-217");
            SearchCriteria criteria = TestingSearch.criteria("username", "did:plc:rare", "limit", "1", "count", "true");
            assertThat(search.search(criteria).total()).hasValue(1);
        }
    }

    @Test
    void copiesServeTheNextProcess() throws IOException {
        try (PostSearch search = bucket.open(cache)) {
            assertThat(find(search, "quokka1")).containsExactly("1-117");
        }
        // What is in the bucket now nobody could read.
        for (int hour = 0; hour < HOURS; hour++) {
            String name = lake.flushed("posts", DAY.plus(Duration.ofHours(hour)), 1, 1).getFirst();
            Path object = directory.resolve("object");
            bucket.store().download(name, object);
            bucket.store().put(name, new byte[(int) Files.size(object)]);
        }
        try (PostSearch search = bucket.open(cache)) {
            assertThat(find(search, "quokka1")).containsExactly("1-117");
            assertThat(search.unreadableFiles()).isZero();
        }
    }

    @Test
    void i4LaterVersionInAnotherRowGroupHidesAPost() {
        SamplePost old = post(1, 118, "a wombat").rev("3a");
        // In the same hour's file, at its end.
        lake.add(old, old.updated("3b", "changed", at(1, 299)));
        lake.add(post(2, 119, "a wombat"));
        lake.flush(2);
        lake.compact("posts", DAY.plus(Duration.ofHours(1)), 1, 2);
        lake.flushed("posts", DAY.plus(Duration.ofHours(1)), 1, 2).forEach(lake::delete);
        TestingIndex.write(lake.storage(), DAY);
        bucket.update();
        try (PostSearch search = bucket.open(cache)) {
            assertThat(find(search, "wombat")).containsExactly("2-119");
        }
    }

    @Test
    void damagedCopiesAreFetchedAgain() throws IOException {
        for (String kind : List.of("rows-100-120.parquet", "!groups")) {
            try (PostSearch search = bucket.open(cache)) {
                assertThat(find(search, "quokka1")).containsExactly("1-117");
            }
            Path copy = cacheFiles().stream()
                    .filter(path -> path.toString().endsWith(kind))
                    .findFirst()
                    .orElseThrow();
            byte[] whole = Files.readAllBytes(copy);
            for (int place = 6; place < whole.length; place += whole.length / 9) {
                byte[] changed = whole.clone();
                changed[place] ^= 0x10;
                changed[whole.length - 20] ^= 0x10;
                Files.write(copy, changed);
                try (PostSearch search = bucket.open(cache)) {
                    assertThat(find(search, "quokka1")).as("%s, byte %s", kind, place).containsExactly("1-117");
                    assertThat(search.unreadableFiles()).isZero();
                }
            }
        }
    }

    /** As with a file that was fetched as a whole; but the others of its row groups are read. */
    @Test
    void i4RowGroupThatIsDamagedInTheBucketIsSaid() throws IOException {
        String name = lake.flushed("posts", DAY.plus(Duration.ofHours(1)), 1, 1).getFirst();
        Path object = directory.resolve("object");
        bucket.store().download(name, object);
        byte[] bytes = Files.readAllBytes(object);
        // The seventh of fifteen row groups has the word.
        for (int place = 2 * bytes.length / 10; place < 4 * bytes.length / 10; place += 50) {
            bytes[place] ^= 0x10;
        }
        bucket.store().put(name, bytes);
        try (PostSearch search = bucket.open(cache)) {
            SearchPage page = search.search(TestingSearch.criteria("text", "quokka"));
            assertThat(page.posts().stream().map(PostResult::rkey)).containsExactly("2-117", "0-117");
            assertThat(page.meta().unreadable()).containsExactly(name);
        }
    }

    @Test
    void wholeFileTakesThePlaceOfItsParts() throws IOException {
        try (PostSearch search = bucket.open(cache)) {
            assertThat(find(search, "quokka1")).containsExactly("1-117");
            assertThat(copies("!rows-")).isNotEmpty();
            assertThat(find(search, "every -hour0 -hour2 -hour3")).hasSize(50);
            assertThat(copies("hour=01")).filteredOn(name -> name.matches(".*posts-flush-[^!]*")).isNotEmpty();
            assertThat(copies("hour=01")).noneMatch(name -> name.contains("!rows-") || name.endsWith("!groups"));
            assertThat(find(search, "quokka1")).containsExactly("1-117");
        }
    }

    @Test
    void badDaysOfTheBucketAreSurvived() throws IOException {
        try (FaultyS3 faulty = FaultyS3.before(TestingS3.get().environment(), 3)) {
            for (int i = 0; i < 4; i++) {
                try (PostSearch search = bucket.open(directory.resolve("cache" + i), faulty.environment())) {
                    assertThat(find(search, "quokka")).containsExactly("2-117", "1-117", "0-117");
                }
            }
            assertThat(faulty.happened()).hasSize(FaultyS3.Fault.values().length);
        }
    }

    private List<Path> cacheFiles() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<String> copies(String part) throws IOException {
        return cacheFiles().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("lake!posts!") && !name.endsWith(".sum") && name.contains(part))
                .toList();
    }

    private static List<String> find(PostSearch search, String text) {
        return search.search(TestingSearch.criteria("text", text)).posts().stream().map(PostResult::rkey).toList();
    }

    private static List<String> findBy(PostSearch search, String author) {
        return search.search(TestingSearch.criteria("username", author)).posts().stream().map(PostResult::rkey).toList();
    }

    private static SamplePost post(int hour, int i, String text) {
        String author = hour > 0 && i == 217 ? "did:plc:rare" : "did:plc:a";
        return SamplePost.of(author, hour + "-" + i, text, at(hour, i));
    }

    private static Instant at(int hour, int i) {
        return DAY.plus(Duration.ofHours(hour)).plusSeconds(10L * i + 5);
    }
}
