package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Posts of up to the largest size that has a row in posts, all of one time, so that no part of the time has fewer: what
 * queries hold in memory does not depend on what strangers write. In files as a flush writes them.
 */
final class TestLargePosts {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");

    private static final int COUNT = 1_200;
    private static final long TIME = 1_783_196_000_000_000L;

    @TempDir
    private Path directory;

    private final EventRows rows = new EventRows();

    @Test
    void i5LongTextsAreSearchedAndExported() throws Exception {
        String words = "lorem ipsum dolor ".repeat(3_300);
        write(Table.POSTS, IntStream.range(0, COUNT).mapToObj(n -> post(n, words + n)).toList());

        assertAllAreFound(48);
        assertAllAreFound(96);
    }

    /** A list's items are short, and take far more memory than bytes. */
    @Test
    void i5PostsOfThousandsOfTagsAreSearchedAndExported() throws Exception {
        String tags = IntStream.range(0, 8_000).mapToObj(n -> "\"" + n + "\"").collect(Collectors.joining(","));
        int count = 100;
        write(Table.POSTS, IntStream.range(0, count)
                .mapToObj(n -> create(n, "\"text\":\"lorem\",\"tags\":[" + tags + "]"))
                .toList());

        List<String> all = IntStream.range(0, count).mapToObj(TestLargePosts::uri).sorted().toList();
        try (PostSearch search = open(48)) {
            assertThat(paged(search, criteria("text", "LOREM", "hashtag", "7999", "limit", "1000"))).isEqualTo(all);
            assertThat(export(search, criteria("limit", "1000000"))).isEqualTo(all);
        }
    }

    /** A row's memory may lie in its texts or in its lists, and both in one step of the engine, among rows of usual sizes. */
    @Test
    void i5AnHourOfAllSizesIsSearchedAndExported() throws Exception {
        int count = 6_000;
        String tags = IntStream.range(0, 2_500).mapToObj(n -> "\"t" + n + "\"").collect(Collectors.joining(","));
        String text = "\"text\":\"" + "lorem ipsum dolor ".repeat(2_700) + "\"";
        write(Table.POSTS, IntStream.range(0, count)
                .mapToObj(n -> switch (n % 60) {
                    case 1, 21, 41 -> create(n, "\"text\":\"lorem\",\"tags\":[" + tags + "]");
                    case 2, 10, 18, 26, 34, 42, 50 -> create(n, text);
                    default -> create(n, "\"text\":\"a lorem of usual size " + n + "\",\"tags\":[\"a\",\"b\"]");
                })
                .toList());

        List<String> all = IntStream.range(0, count).mapToObj(TestLargePosts::uri).sorted().toList();
        try (PostSearch search = open(48)) {
            assertThat(export(search, criteria("limit", "1000000"))).isEqualTo(all);
            assertThat(parquet(search, criteria("limit", "1000000"))).isEqualTo(all);
            assertThat(parquet(search, criteria("text", "usual", "limit", "10"))).hasSize(10);
            assertThat(paged(search, criteria("hashtag", "t2499", "limit", "1000"))).hasSize(300);
        }
    }

    @Test
    void i5SmallPostsAreFoundAmongLargeOnes() throws Exception {
        List<String> posts = new ArrayList<>();
        String words = "lorem ipsum dolor ".repeat(3_300);
        for (int n = 0; n < COUNT; n++) {
            posts.add(post(n, n % 100 == 0 ? "tiny" : words));
        }
        write(Table.POSTS, posts);

        try (PostSearch search = open(48)) {
            assertThat(search.search(criteria("text", "tiny")).posts()).hasSize(COUNT / 100);
            assertThat(export(search, criteria("text", "tiny"))).hasSize(COUNT / 100);
        }
    }

    /** What is too large to be shown is newer all the same. */
    @Test
    void i4OversizedUpdateHidesWhatItChanges() throws Exception {
        write(Table.POSTS, List.of(post(1, "old"), post(2, "untouched"), commit("update", 3, 9, "\"text\":\"newer\"")));
        String large = "\"text\":\"" + "x".repeat(70_000) + "\"";
        write(Table.OVERSIZED, List.of(commit("update", 1, 5, large), commit("update", 3, 5, large)));

        try (PostSearch search = open(48)) {
            assertThat(search.search(criteria()).posts()).extracting(PostResult::text)
                    .containsExactlyInAnyOrder("untouched", "newer");
        }
    }

    private void assertAllAreFound(int memory) {
        List<String> all = IntStream.range(0, COUNT).mapToObj(TestLargePosts::uri).sorted().toList();
        try (PostSearch search = open(memory)) {
            assertThat(paged(search, criteria("limit", "1000"))).isEqualTo(all);
            assertThat(paged(search, criteria("text", "LOREM", "limit", "700"))).isEqualTo(all);
            assertThat(export(search, criteria("limit", "1000000"))).isEqualTo(all);
            assertThat(export(search, criteria("text", "lorem", "limit", "50"))).isEqualTo(all.subList(0, 50));
        }
    }

    /** Pages may be shorter than asked for, but none is empty. */
    private static List<String> paged(PostSearch search, SearchCriteria first) {
        List<String> uris = new ArrayList<>();
        SearchCriteria criteria = first;
        while (true) {
            SearchPage page = search.search(criteria);
            assertThat(page.posts()).isNotEmpty();
            page.posts().forEach(post -> uris.add(post.uri()));
            if (page.next().isEmpty()) {
                return uris;
            }
            criteria = first.after(page.next().get());
        }
    }

    private static List<String> export(PostSearch search, SearchCriteria criteria) {
        List<String> uris = new ArrayList<>();
        try (PostExport export = search.export(criteria, new Cancellation())) {
            while (export.advance()) {
                uris.add(export.post().uri());
            }
        }
        return uris;
    }

    /** What a Parquet export has, in its order, as another engine reads it. */
    private List<String> parquet(PostSearch search, SearchCriteria criteria) throws Exception {
        Path file = directory.resolve("export.parquet");
        try (PostExport export = search.export(criteria, new Cancellation());
                FileChannel written = export.parquet(List.of(PostField.URI, PostField.TEXT, PostField.HASHTAGS));
                FileChannel target = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            written.transferTo(0, written.size(), target);
        }
        List<String> uris = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement read = duckDb.prepareStatement(
                        "SELECT uri, len(text) > 0 AND len(hashtags) >= 0 FROM read_parquet(?)")) {
            read.setString(1, file.toString());
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    assertThat(rows.getBoolean(2)).isTrue();
                    uris.add(rows.getString(1));
                }
            }
        }
        Files.delete(file);
        return uris;
    }

    private static SearchCriteria criteria(String... parameters) {
        return TestingSearch.criteria(parameters);
    }

    private PostSearch open(int mebibytes) {
        QuerySettings settings = new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(256), 4),
                DataSize.ofMebibytes(mebibytes),
                2,
                DataSize.ofMebibytes(1024),
                2,
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        return PostSearch.open(settings, "file://" + directory.resolve("lake"), Map.of(), Clock.systemUTC());
    }

    private void write(Table table, List<String> events) throws Exception {
        Path file = directory.resolve("file.parquet");
        EventRow row = null;
        try (TableWriter writer = TableWriter.open(table, file)) {
            for (String event : events) {
                row = rows.parse(event.getBytes(StandardCharsets.UTF_8), table, RECEIVED);
                writer.write(row.record());
            }
        }
        Path target = directory.resolve("lake").resolve(LakeFile.flushed(table, row.hour(), 1).name());
        Files.createDirectories(target.getParent());
        Files.move(file, target);
    }

    private static String uri(int number) {
        return "at://did:plc:author/app.bsky.feed.post/" + key(number);
    }

    private static String key(int number) {
        return String.format(Locale.ROOT, "key%06d", number);
    }

    private static String post(int number, String text) {
        return create(number, "\"text\":\"" + text + "\"");
    }

    private static String create(int number, String record) {
        return commit("create", number, 1, record);
    }

    private static String commit(String operation, int number, int rev, String record) {
        return "{\"did\":\"did:plc:author\",\"time_us\":" + (TIME + number) + ",\"kind\":\"commit\",\"commit\":{"
                + "\"operation\":\"" + operation + "\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"" + key(number)
                + "\",\"rev\":\"rev" + rev + "\",\"record\":{\"createdAt\":\"2026-07-04T20:13:19Z\"," + record + "}}}";
    }
}
