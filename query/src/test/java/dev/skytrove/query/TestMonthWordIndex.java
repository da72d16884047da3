package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search reads with the word index of a month, and that nothing that happens to one changes an answer. */
final class TestMonthWordIndex {
    private static final Instant FIRST = Instant.parse("2026-07-01T00:00:00Z");
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final int DAYS = 6;
    private static final int POSTS = 40;
    private static final int QUERIES = 150;

    @TempDir
    private Path directory;

    private SampleLake lake;

    /** The names of those of days. */
    private final List<String> indexes = new ArrayList<>();

    /** Each day has an hour of posts with a word that all have, one that only it has, and one of a single post. */
    @BeforeEach
    void write() {
        lake = SampleLake.in(directory.resolve("lake"));
        for (int day = 1; day <= DAYS; day++) {
            for (int i = 0; i < POSTS; i++) {
                lake.add(post(day, i, "every day" + day + " number" + i + (i == 17 ? " Quokka" + day : "")));
            }
        }
        lake.flush(1);
        index();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void wordIsLookedForInItsDayAlone() {
        for (boolean keepDays : new boolean[] {true, false}) {
            TestingIndex.writeMonth(lake.storage(), JULY, keepDays);
            try (PostSearch search = open()) {
                for (String order : List.of("newest", "oldest")) {
                    assertThat(hoursOf(search, order, "OKKA2", "2-17")).isEqualTo(1);
                    assertThat(hoursOf(search, order, "\"number17 quokka1\"", "1-17")).isEqualTo(1);
                    assertThat(hoursOf(search, order, "number18 quokka1")).isZero();
                    assertThat(hoursOf(search, order, "wombat every")).isZero();
                    // It is common on that day alone.
                    assertThat(hoursOf(search, order, "day3 quokka3", "3-17")).isEqualTo(1);
                }
                assertThat(find(search, "newest", "day4")).hasSize(POSTS);
                assertThat(hoursOf(search, "newest", "quokka1 OR quokka5", "5-17", "1-17")).isEqualTo(2);
                assertThat(search.unreadableIndexes()).isZero();
            }
        }
    }

    @Test
    void wordThatIsCommonOnSomeDaysIsLookedForInTheseAndInItsBlocksOfOthers() {
        for (int i = 0; i < POSTS; i++) {
            lake.add(post(2, POSTS + i, "wombats"));
        }
        lake.add(post(5, POSTS, "a wombat"));
        lake.flush(2);
        for (int day : new int[] {2, 5}) {
            merge(day, 2);
        }
        index();
        TestingIndex.writeMonth(lake.storage(), JULY, false);
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "newest", "wombat -wombats", "5-40")).isEqualTo(2);
            assertThat(find(search, "oldest", "wombat")).hasSize(POSTS + 1).endsWith("5-40");
        }
    }

    @Test
    void fileThatTheMonthDoesNotNameIsLookedUpInItsDay() {
        TestingIndex.writeMonth(lake.storage(), JULY, true);
        lake.add(post(3, POSTS, "a wombat, later"));
        lake.flush(2);
        merge(3, 2);
        try (PostSearch search = open()) {
            // Neither index speaks of it.
            assertThat(hoursOf(search, "newest", "wombat", "3-40")).isEqualTo(1);
            assertThat(hoursOf(search, "newest", "quokka2", "2-17")).isEqualTo(2);
        }
        index(3);
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "newest", "wombat", "3-40")).isEqualTo(1);
            assertThat(hoursOf(search, "newest", "quokka3", "3-17")).isEqualTo(1);
            assertThat(hoursOf(search, "oldest", "quokka2", "2-17")).isEqualTo(1);
        }
    }

    @Test
    void damagedAndForeignOnesAreLeftOutAndCounted() throws IOException {
        for (boolean keepDays : new boolean[] {true, false}) {
            index();
            List<Path> files = TestingIndex.writeMonth(lake.storage(), JULY, keepDays).stream()
                    .map(lake.storage()::resolve)
                    .toList();
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                byte[] damaged = bytes.clone();
                damaged[bytes.length - 100] ^= 0x10;
                byte[] torn = new byte[bytes.length];
                for (byte[] wrong : List.of(damaged, torn, new byte[0])) {
                    Files.write(file, wrong);
                    try (PostSearch search = open()) {
                        assertThat(find(search, "newest", "quokka2")).containsExactly("2-17");
                        assertThat(find(search, "newest", "wombat")).isEmpty();
                        assertThat(search.unreadableFiles()).isZero();
                        assertThat(search.unreadableIndexes()).isEqualTo(1);
                    }
                }
                Files.write(file, bytes);
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** Each is whole, but not of the files that it names. Of files that are as large as that, only some rows are read. */
    @Test
    void i4IndexThatCountsRowsOrBlocksOtherwiseThanItsFilesHidesNothing() throws IOException {
        for (int i = POSTS; i < 4 * POSTS; i++) {
            for (int day = 1; day <= DAYS; day++) {
                lake.add(post(day, i, "every number" + i));
            }
        }
        lake.flush(2);
        for (int day = 1; day <= DAYS; day++) {
            merge(day, 2);
            // It would be the newest one of its day.
            Files.delete(lake.storage().resolve(indexes.get(day - 1)));
        }
        index();
        List<String> names = TestingIndex.writeMonth(lake.storage(), JULY, false);
        List<byte[]> truth = new ArrayList<>();
        for (String name : names) {
            truth.add(Files.readAllBytes(lake.storage().resolve(name)));
        }
        int rejected = 0;
        for (UnaryOperator<IndexContents> lie : TestingIndex.lies()) {
            TestingIndex.lieOfMonth(lake.storage(), names, lie);
            for (int day : new int[] {1, 2, 4, DAYS}) {
                try (PostSearch search = open()) {
                    assertThat(find(search, day == 2 ? "oldest" : "newest", "quokka" + day)).containsExactly(day + "-17");
                    rejected += search.unreadableIndexes();
                }
            }
            restore(names, truth);
        }
        assertThat(rejected).isGreaterThan(TestingIndex.lies().size());
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "newest", "quokka4", "4-17")).isEqualTo(1);
            assertThat(search.unreadableIndexes()).isZero();
        }
        for (UnaryOperator<IndexContents> lie : List.of(
                TestingIndex.moreRows(2, -1), TestingIndex.moreRows(2, 1), TestingIndex.moreRows(1, 3))) {
            TestingIndex.lieOfMonth(lake.storage(), names, lie);
            try (TestingBucket bucket = new TestingBucket(lake.storage(), POSTS);
                    PostSearch search = bucket.open(Files.createTempDirectory(directory, "cache"))) {
                assertThat(find(search, "newest", "quokka3")).containsExactly("3-17");
                assertThat(search.unreadableIndexes()).isEqualTo(1);
            }
            restore(names, truth);
        }
    }

    private void restore(List<String> names, List<byte[]> truth) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            Files.write(lake.storage().resolve(names.get(i)), truth.get(i));
        }
    }

    @Test
    void postsWhoseTextsAreNotFoldedAreAlwaysLookedAt() {
        lake.add(post(2, 55, "Wombats"));
        lake.execute("UPDATE posts SET text_folded = NULL");
        lake.flush(2);
        index();
        TestingIndex.writeMonth(lake.storage(), JULY, false);
        try (PostSearch search = open()) {
            assertThat(hoursOf(search, "newest", "ombat", "2-55")).isEqualTo(1);
        }
    }

    @Test
    void searchOfABucketFetchesTheWordsAndFewPostings() throws IOException {
        TestingIndex.writeMonth(lake.storage(), JULY, true);
        Path cache = directory.resolve("cache");
        try (TestingBucket bucket = new TestingBucket(lake.storage(), POSTS);
                PostSearch search = bucket.open(cache)) {
            assertThat(find(search, "newest", "wombat")).isEmpty();
            // That of the first day that it looks at, then those of no other.
            assertThat(copies(cache, "index!posts!")).hasSize(2).satisfiesOnlyOnce(name -> assertThat(name)
                    .contains("day=06")).satisfiesOnlyOnce(name -> assertThat(name).contains("month=07!words-0"));

            assertThat(find(search, "newest", "quokka3")).containsExactly("3-17");
            assertThat(copies(cache, "index!posts!year=2026!month=07!postings-0"))
                    .singleElement()
                    .asString()
                    .matches(".*!rows-\\d+-\\d+\\.parquet");
            assertThat(search.unreadableIndexes()).isZero();
        }
    }

    @Test
    void damagedCopyOfPostingsIsFetchedAgain() throws IOException {
        TestingIndex.writeMonth(lake.storage(), JULY, false);
        Path cache = directory.resolve("cache");
        try (TestingBucket bucket = new TestingBucket(lake.storage(), POSTS)) {
            try (PostSearch search = bucket.open(cache)) {
                assertThat(find(search, "newest", "quokka3")).containsExactly("3-17");
            }
            try (Stream<Path> files = Files.walk(cache)) {
                for (Path copy : files.filter(file -> file.toString().contains("postings-0")
                                && file.toString().endsWith(".parquet"))
                        .toList()) {
                    Files.write(copy, new byte[(int) Files.size(copy)]);
                }
            }
            try (PostSearch search = bucket.open(cache)) {
                assertThat(find(search, "newest", "quokka3")).containsExactly("3-17");
            }
            try (PostSearch search = bucket.open(cache)) {
                assertThat(find(search, "newest", "quokka3")).containsExactly("3-17");
                assertThat(search.unreadableIndexes()).isZero();
            }
        }
    }

    @Test
    void documentedStatementTellsBlocksAndDays() throws IOException, SQLException {
        List<String> names = TestingIndex.writeMonth(lake.storage(), JULY, true);
        String docs = Files.readString(ProjectPaths.find().root().resolve("docs/formats.md"));
        String last = "WHERE contains(run, 'quokka') OR run = '';";
        int end = docs.lastIndexOf(last) + last.length();
        String sql = docs.substring(docs.lastIndexOf("```sql", end) + "```sql".length(), end)
                .replaceAll("'index/posts/.*/words-.*\\.parquet'", "'" + lake.storage().resolve(names.getFirst()) + "'")
                .replaceAll("'index/posts/.*/postings-.*\\.parquet'", "'" + lake.storage().resolve(names.getLast()) + "'");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            // Blocks have three posts, and a day fourteen blocks.
            assertThat(row(statement, sql)).isEqualTo("[5, 19, 33, 47, 61, 75] []");
            assertThat(row(statement, sql.replace("quokka", "day3"))).isEqualTo("[] [3]");
        }
    }

    private static String row(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1) + " " + rows.getString(2);
        }
    }

    /** Random words and parts of them, over days on which they are rare, common and absent. */
    @Test
    void i4RandomQueriesFindTheSameWithAndWithoutOne() {
        Random random = new Random(31);
        TreeMap<String, String> texts = new TreeMap<>();
        for (int day = 1; day <= DAYS; day++) {
            for (int i = 0; i < POSTS; i++) {
                String text = words(random, day);
                texts.put(day + "-" + (100 + i), text);
                lake.add(post(day, 100 + i, text));
            }
        }
        lake.flush(2);
        for (int day = 3; day <= DAYS; day++) {
            merge(day, 2);
        }
        index();
        TestingIndex.writeMonth(lake.storage(), JULY, true);
        // The month does not name the file that it will be in.
        lake.add(post(2, 99, "w1 w2 w3 z99"));
        texts.put("2-099", "w1 w2 w3 z99");
        lake.flush(3);
        merge(2, 3);
        index(2);
        int found = 0;
        try (PostSearch search = open()) {
            for (int query = 0; query < QUERIES; query++) {
                List<String> words = new ArrayList<>();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    words.add(random.nextInt(8) == 0 ? "absent" : word(random, 1 + random.nextInt(DAYS)));
                }
                boolean any = random.nextBoolean();
                List<String> expected = texts.entrySet().stream()
                        .filter(post -> any
                                ? words.stream().anyMatch(post.getValue()::contains)
                                : words.stream().allMatch(post.getValue()::contains))
                        .map(post -> post.getKey().replace("-099", "-99"))
                        .sorted(Comparator.naturalOrder())
                        .toList();
                String text = String.join(any ? " OR " : " ", words);
                assertThat(find(search, random.nextBoolean() ? "newest" : "oldest", text).stream()
                                .filter(key -> !key.matches("\\d-[0-4]?\\d"))
                                .sorted()
                                .toList())
                        .as(text)
                        .isEqualTo(expected);
                found += expected.size();
            }
            assertThat(search.unreadableIndexes()).isZero();
        }
        assertThat(found).isGreaterThan(QUERIES);
    }

    private static String words(Random random, int day) {
        List<String> words = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            words.add(word(random, day));
        }
        return String.join(" ", words);
    }

    /** On each day another one is common. */
    private static String word(Random random, int day) {
        return random.nextInt(4) == 0 ? "z" + day : "w" + (int) (200 * Math.pow(random.nextDouble(), 2));
    }

    private void index() {
        for (int day = 1; day <= DAYS; day++) {
            index(day);
        }
    }

    private void index(int day) {
        indexes.add(TestingIndex.write(lake.storage(), day(day)));
    }

    /** Makes one file of those of a day's hour. */
    private void merge(int day, int lastBatch) {
        lake.compact("posts", day(day), 1, lastBatch);
        lake.flushed("posts", day(day), 1, lastBatch).forEach(lake::delete);
    }

    private static List<String> copies(Path cache, String start) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(start) && name.endsWith(".parquet"))
                    .toList();
        }
    }

    private int hoursOf(PostSearch search, String order, String text, String... expected) {
        SearchPage page = search.search(TestingSearch.criteria("text", text, "sort", order));
        assertThat(page.posts().stream().map(PostResult::rkey)).as(text).containsExactly(expected);
        return page.meta().hoursRead();
    }

    private static List<String> find(PostSearch search, String order, String text) {
        return search.search(TestingSearch.criteria("text", text, "sort", order, "limit", "1000")).posts().stream()
                .map(PostResult::rkey)
                .toList();
    }

    private PostSearch open() {
        return TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day - 1));
    }

    private static SamplePost post(int day, int i, String text) {
        return SamplePost.of("did:plc:a", day + "-" + i, text, day(day).plusSeconds(10 * i + 5));
    }
}
