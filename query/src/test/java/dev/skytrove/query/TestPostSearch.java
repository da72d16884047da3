package dev.skytrove.query;

import static dev.skytrove.testing.lake.SampleAccount.identity;
import static dev.skytrove.testing.lake.SampleAccount.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.OverlappingFilesException;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestPostSearch {
    private static final String ALICE = "did:plc:alice";
    private static final String BOB = "did:plc:bob";
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("it's [1] lake*?"));
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    @Test
    void emptyLakeHasNoPosts() {
        SearchPage page = find();

        assertThat(page.posts()).isEmpty();
        assertThat(page.next()).isEmpty();
        assertThat(page.meta().filesRead()).isZero();
    }

    @Test
    void answersToAnAccountAreOneOfSeveralConditionsAlsoWhereNothingIsAnAnswer() {
        lake.add(SamplePost.of(ALICE, "1", "fox", NOON), SamplePost.of(ALICE, "2", "hen", NOON)).flush(1);

        assertThat(find("text", "fox OR to:" + BOB).posts()).extracting(PostResult::rkey).containsExactly("1");
        assertThat(find("text", "fox OR -to:" + BOB).posts()).hasSize(2);
    }

    /** As many as a request may name: a table for each would take more memory than there is. */
    @Test
    void i5FiveHundredDomainsOfHandlesCostNoMoreThanOne() {
        lake.add(identity(ALICE, "alice.d7.example", 1, NOON), identity(BOB, "bob.other.example", 2, NOON))
                .add(SamplePost.of(ALICE, "1", "one", NOON), SamplePost.of(BOB, "2", "two", NOON))
                .flush(1);
        String domains = IntStream.range(0, 500).mapToObj(n -> "*.D" + n + ".example").collect(Collectors.joining(","));

        assertThat(find("username", domains).posts()).extracting(PostResult::rkey).containsExactly("1");
        assertThat(find("not_username", domains).posts()).extracting(PostResult::rkey).containsExactly("2");
        assertThat(find("text", "from:*.other.example OR from:*.d7.example").posts()).hasSize(2);
    }

    @Test
    void everyColumnComesBackAsItIsInTheLake() {
        SamplePost post = SamplePost.of(ALICE, "1", "zero \0 one", NOON.plusNanos(123_456_000))
                .links("https://a.example/1", "https://a.example/2")
                .replyTo("at://did:plc:bob/app.bsky.feed.post/0");
        lake.add(post, SamplePost.of(BOB, "2", null, NOON).withoutCreatedAt()).flush(1);

        List<PostResult> posts = find().posts();

        String parent = "at://did:plc:bob/app.bsky.feed.post/0";
        assertThat(posts)
                .extracting(TestPostSearch::shown)
                .containsExactly(
                        Arrays.asList(
                                post.uri(), "https://bsky.app/profile/did:plc:alice/post/1", ALICE, null, "zero \0 one",
                                post.createdAt(), post.indexedAt(), post.sortAt(), List.of("en"), parent, parent, null, null, 0,
                                false, List.of("https://a.example/1", "https://a.example/2"), List.of(), List.of(), List.of(),
                                "create", "bafy", "3aaaaaaaaaaaa"),
                        Arrays.asList(
                                "at://did:plc:bob/app.bsky.feed.post/2", "https://bsky.app/profile/did:plc:bob/post/2", BOB,
                                null, null, null, NOON.plusSeconds(1), NOON, List.of("en"), null, null, null, null, 0, false,
                                List.of(), List.of(), List.of(), List.of(), "create", "bafy", "3aaaaaaaaaaaa"));
    }

    /** In the order of answers. */
    private static List<Object> shown(PostResult post) {
        List<Object> values = new ArrayList<>();
        PostField.shown().forEach(field -> values.add(post.value(field)));
        return values;
    }

    @Test
    void everyWordOccursInAnyOrderAndCase() {
        texts("The quick brown FOX", "fox, the quickest", "a Fox", "quick", "ÄRGER in ÎLE-DE-FRANCE ДОМ");

        assertThat(found("text", "fox quick")).containsExactly("2", "1");
        assertThat(found("text", "QUICK")).containsExactly("4", "2", "1");
        assertThat(found("text", "ärger île дом")).containsExactly("5");
        assertThat(found("text", "fox cat")).isEmpty();
    }

    @Test
    void exactFindsThePhrase() {
        texts("one two", "two one", "one  two", "ONE TWO three", "tone twos");

        assertThat(found("text", "One two", "exact", "true")).containsExactly("5", "4", "1");
        assertThat(found("text", "one two ", "exact", "true")).containsExactly("4");
    }

    @Test
    void i6PatternCharactersAreOrdinaryOnes() {
        texts("100% sure", "100 sure", "a_b", "axb", "c\\d", "[x]", "x* .y?", "it's \"q\"", "e\0f");

        assertThat(found("text", "%")).containsExactly("1");
        assertThat(found("text", "_")).containsExactly("3");
        assertThat(found("text", "\\")).containsExactly("5");
        assertThat(found("text", "[x]")).containsExactly("6");
        assertThat(found("text", "* .")).containsExactly("7");
        assertThat(found("text", "it's \"q\"")).containsExactly("8");
        assertThat(found("text", "\0")).containsExactly("9");
        assertThat(found("text", "e\0f", "exact", "true")).containsExactly("9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'", "''", "';--", "' OR 1=1 --", "'); DROP TABLE matches; --", "\\'; SELECT 1", "\0' OR '1'='1",
                "? $1 :x {}", "/* */", "read_parquet('/etc/passwd')", "\ud800'"
            })
    void i6SqlInTheTextIsText(String text) {
        texts("nothing of the kind", text.replace('\ud800', '\ufffd') + " indeed");

        assertThat(found("text", text, "exact", "true")).containsExactly("2");
        assertThat(found("text", text + "x", "exact", "true")).isEmpty();
    }

    @Test
    void i6SqlInOtherValuesIsText() {
        texts("one");
        String did = "did:plc:a%27%20OR%20_1_";

        assertThat(found("username", did)).isEmpty();
        Position position = new Position(NOON.plusSeconds(99), "at://did:plc:a'OR'1'='1");
        assertThat(found("cursor", TestingSearch.criteria().cursor(position))).containsExactly("1");
    }

    @Test
    void newestFirstThenByUri() {
        lake.add(
                        SamplePost.of(BOB, "b", "x", NOON),
                        SamplePost.of(ALICE, "c", "x", NOON),
                        SamplePost.of(ALICE, "a", "x", NOON),
                        SamplePost.of(ALICE, "old", "x", NOON.minusSeconds(7200)),
                        SamplePost.of(ALICE, "new", "x", NOON.plusNanos(1000)))
                .flush(1);

        assertThat(found()).containsExactly("new", "a", "c", "b", "old");
    }

    @Test
    void timesAreThoseOfSortAtAndTheEndIsOutside() {
        SamplePost late = SamplePost.of(ALICE, "late", "x", NOON).indexedAt(NOON.plus(Duration.ofHours(1)));
        lake.add(late, SamplePost.of(ALICE, "before", "x", NOON.minusNanos(1000)), SamplePost.of(ALICE, "at", "x", NOON))
                .flush(1);

        assertThat(found("start", NOON.toString())).containsExactlyInAnyOrder("at", "late");
        assertThat(found("end", NOON.toString())).containsExactly("before");
        assertThat(found("start", NOON.toString(), "end", NOON.plusNanos(1000).toString()))
                .containsExactlyInAnyOrder("at", "late");
        assertThat(found("start", NOON.toString(), "end", NOON.toString())).isEmpty();
        assertThat(found("start", "2026-07-04", "end", "2026-07-04")).hasSize(3);
        assertThat(found("start", "2026-07-05")).isEmpty();
    }

    @Test
    void onlyHoursOfTheRangeAreRead() {
        for (int hour = 0; hour < 10; hour++) {
            lake.add(SamplePost.of(ALICE, "h" + hour, "x", NOON.plus(Duration.ofHours(hour)))).flush(hour + 1);
        }
        SearchPage page = find("start", "2026-07-04T15:00", "end", "2026-07-04T16:00");

        assertThat(rkeys(page)).containsExactly("h3");
        // 15:00 to 17:00, since a post of 15:59 may have been indexed an hour later.
        assertThat(page.meta().hoursRead()).isEqualTo(2);
        assertThat(page.meta().hoursSkipped()).isZero();
    }

    @Test
    void i4DeletedPostsAreHiddenUnlessCreatedAgain() {
        SamplePost post = SamplePost.of(ALICE, "1", "x", NOON).rev("3b");
        SamplePost again = SamplePost.of(BOB, "2", "x", NOON).rev("3d");
        lake.add(post, again, SamplePost.of(BOB, "3", "x", NOON).rev("3b"))
                .add(post.deleted("3c", NOON), again.deleted("3c", NOON))
                .add(SamplePost.of(BOB, "3", "x", NOON).deleted("3b", NOON.plus(Duration.ofDays(40))))
                .flush(1);

        assertThat(found()).containsExactly("2");
    }

    @Test
    void i4LaterVersionsSupersedeWhereverTheyAre() {
        SamplePost post = SamplePost.of(ALICE, "1", "before", NOON).rev("3b");
        lake.add(post).flush(1);
        lake.add(post.updated("3c", "after", NOON.plus(Duration.ofDays(3)))).flush(2);

        assertThat(found()).containsExactly("1");
        assertThat(find("text", "after").posts()).extracting(PostResult::operation).containsExactly("update");
        assertThat(found("text", "before")).isEmpty();
        assertThat(found("end", "2026-07-05")).isEmpty();
    }

    /** More versions than a round takes posts: the one that counts must not be cut off. */
    @Test
    void i4LatestOfManyVersionsWithOneTimeIsFound() {
        SamplePost post = SamplePost.of(ALICE, "1", "x", NOON).rev("3a");
        lake.add(post, SamplePost.of(BOB, "older", "x", NOON.minusSeconds(1)));
        for (char rev = 'b'; rev <= 'z'; rev++) {
            lake.add(post.updated("3" + rev, "x", NOON));
        }
        lake.flush(1);

        assertThat(find("limit", "1").posts()).extracting(PostResult::rev).containsExactly("3z");
        assertThat(found()).containsExactly("1", "older");
    }

    @Test
    void i4ExactCopiesCountOnce() {
        SamplePost post = SamplePost.of(ALICE, "1", "x", NOON);
        lake.add(post, post).flush(1);
        lake.add(post, post.indexedAt(NOON.plus(Duration.ofMinutes(50)))).flush(2);

        assertThat(found()).containsExactly("1");
        assertThat(found("limit", "1")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "takendown", "suspended", "deactivated", "throttled", "a word to come"})
    void i4PostsOfAccountsThatAreGoneAreHiddenUntilTheyAreBack(String gone) {
        lake.add(SamplePost.of(ALICE, "1", "x", NOON), SamplePost.of(BOB, "2", "x", NOON))
                .add(status(ALICE, null, 1, NOON), status(ALICE, gone, 3, NOON), status(ALICE, null, 2, NOON))
                .add(status(BOB, null, 4, NOON))
                .flush(1);
        assertThat(found()).containsExactly("2");
        assertThat(found("username", ALICE)).isEmpty();

        lake.add(status(ALICE, null, 1, NOON.plus(Duration.ofDays(9)))).flush(2);
        assertThat(found()).containsExactly("1", "2");
    }

    @Test
    void authorsAreFoundByDidAndByTheHandleThatTheyTookLast() {
        lake.add(SamplePost.of(ALICE, "1", "x", NOON), SamplePost.of(BOB, "2", "x", NOON))
                .add(identity(ALICE, "name.example", 1, NOON), identity(BOB, "bob.example", 2, NOON))
                .flush(1);

        assertThat(found("username", BOB)).containsExactly("2");
        assertThat(found("username", "@NAME.example")).containsExactly("1");
        lake.add(identity(BOB, "Name.Example", 9, NOON), identity(BOB, null, 10, NOON)).flush(2);
        assertThat(found("username", "name.EXAMPLE")).containsExactly("2");
        assertThat(find("username", BOB).posts()).extracting(PostResult::handle).containsExactly("Name.Example");
        assertThat(find("username", ALICE).posts()).extracting(PostResult::handle).containsExactly("name.example");
    }

    @Test
    void handlesThatNobodyTookGiveNothingButAnExplanation() {
        texts("x");

        SearchPage page = find("username", "nobody.example");

        assertThat(page.posts()).isEmpty();
        assertThat(page.meta().warning()).hasValueSatisfying(text -> assertThat(text).contains("nobody.example", "DID"));
    }

    @Test
    void i4PagesHoldEachPostOnceWhileNewOnesArrive() {
        for (int batch = 1; batch <= 5; batch++) {
            for (int i = 0; i < 20; i++) {
                // Five posts share each instant, and hours overlap in sort_at.
                Instant sortAt = NOON.plus(Duration.ofMinutes(20L * batch + i / 5));
                lake.add(SamplePost.of(ALICE, batch + "-" + i, "x", sortAt).indexedAt(sortAt.plusSeconds(3000)));
            }
            lake.flush(batch);
        }
        List<String> all = found("limit", "1000");
        List<String> paged = new ArrayList<>();
        Optional<Position> next = Optional.of(Position.START);
        for (long batch = 6; next.isPresent(); batch++) {
            boolean first = next.get().equals(Position.START);
            SearchPage page =
                    find("limit", "7", "cursor", first ? "" : TestingSearch.criteria().cursor(next.get()));
            paged.addAll(rkeys(page));
            next = page.next();
            lake.add(SamplePost.of(BOB, "new" + batch, "x", NOON.plus(Duration.ofHours(5)))).flush(batch);
        }

        assertThat(all).hasSize(100);
        assertThat(paged).containsExactlyElementsOf(all);
    }

    @Test
    void nextIsThereOnlyIfMoreIs() {
        texts("x", "x", "x");

        assertThat(find("limit", "3").next()).isEmpty();
        SearchPage page = find("limit", "2");
        assertThat(page.next()).contains(page.posts().getLast().position());
        String cursor = TestingSearch.criteria().cursor(page.next().orElseThrow());
        assertThat(found("limit", "2", "cursor", cursor)).containsExactly("1");
    }

    @Test
    void roundsGoOnWhereManyPostsAreHidden() {
        for (int i = 0; i < 3000; i++) {
            SamplePost post = SamplePost.of(i % 300 == 0 ? BOB : ALICE, "p" + i, "x", NOON.plusMillis(i));
            lake.add(post);
        }
        lake.add(status(ALICE, "suspended", 1, NOON)).flush(1);

        assertThat(found("limit", "5")).containsExactly("p2700", "p2400", "p2100", "p1800", "p1500");
        assertThat(found("limit", "1000")).hasSize(10);
    }

    @Test
    void i7FilesWithFurtherColumnsAreReadToo() {
        lake.add(SamplePost.of(ALICE, "1", "x", NOON)).flush(1);
        lake.execute("ALTER TABLE posts ADD COLUMN mood VARCHAR");
        lake.execute("ALTER TABLE deletes ADD COLUMN reason VARCHAR");
        lake.execute("INSERT INTO posts SELECT * REPLACE ('at://x/app.bsky.feed.post/2' AS uri) FROM posts");
        lake.execute("INSERT INTO posts BY NAME SELECT 'at://did:plc:c/app.bsky.feed.post/2' AS uri, '2' AS rkey,"
                + " 'did:plc:c' AS author_did, '3a' AS rev, 'create' AS operation, 'x' AS text, 'glad' AS mood,"
                + " TIMESTAMPTZ '2026-07-04 12:00:00Z' AS indexed_at, TIMESTAMPTZ '2026-07-04 12:00:00Z' AS sort_at");
        lake.flush(2);

        assertThat(found()).containsExactly("1", "2");
    }

    @Test
    void foreignObjectsAreLeftAlone() {
        texts("x");
        lake.add(SamplePost.of(ALICE, "2", "x", NOON)).flush(7);
        Path hour = lake.storage().resolve("lake/posts/year=2026/month=07/day=04/hour=12");
        assertThat(hour.resolve("posts-flush-7-7-0.parquet").toFile().renameTo(hour.resolve("_SUCCESS").toFile())).isTrue();

        SearchPage page = find();

        assertThat(rkeys(page)).containsExactly("1");
    }

    /** What hides posts is listed beside them; where there are none to hide, nobody waits for it. */
    @Test
    void wordThatDoesNotOccurNeedsNothingOfWhatHidesPosts() throws IOException {
        texts("x");
        for (String table : List.of("deletes", "oversized", "accounts")) {
            Path hour = Files.createDirectories(
                    lake.storage().resolve("lake/" + table + "/year=2026/month=07/day=04/hour=12"));
            // They overlap, so a listing of them fails.
            Files.createFile(hour.resolve(table + "-flush-2-4-0.parquet"));
            Files.createFile(hour.resolve(table + "-flush-3-5-0.parquet"));
        }

        assertThat(find("text", "absent").posts()).isEmpty();
        assertThatExceptionOfType(OverlappingFilesException.class).isThrownBy(() -> find("text", "x"));
    }

    @Test
    void exportGivesTheSamePosts() {
        texts("a", "b", "c", "d");

        SearchCriteria criteria = TestingSearch.criteria("limit", "3");
        SearchPage page = search.search(criteria);
        try (PostExport export = search.export(criteria, new Cancellation())) {
            List<PostResult> posts = new ArrayList<>();
            while (export.advance()) {
                posts.add(export.post());
            }
            assertThat(posts).isEqualTo(page.posts());
            assertThat(export.next()).isEqualTo(page.next()).isPresent();
            assertThat(export.meta().filesRead()).isEqualTo(page.meta().filesRead());
        }
    }

    @Test
    void i5ExportThatNobodyReadsGivesItsPlaceBack() {
        texts("a", "b");
        QuerySettings brief = new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(128),
                2,
                DataSize.ofMebibytes(256),
                1,
                1,
                Duration.ofSeconds(30),
                Duration.ofMillis(200));
        try (PostSearch single =
                PostSearch.open(brief, "file://" + lake.storage(), Map.of(), Clock.systemUTC())) {
            SearchCriteria all = TestingSearch.criteria();
            PostExport unread = single.export(all, new Cancellation());
            unread.advance();

            Await.until("it is closed", Duration.ofSeconds(30), () -> isStopped(unread));
            unread.close();
            assertThat(single.search(all).posts()).hasSize(2);
        }
    }

    /** Several that are read slowly hold nobody up; of more, each holds one place until another is read. */
    @Test
    void i5ExportsThatAreReadSlowlyLeaveRoomForSearches() {
        texts("a", "b");
        QuerySettings one = new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(128),
                2,
                DataSize.ofMebibytes(256),
                1,
                1,
                Duration.ofSeconds(2),
                Duration.ofMinutes(5));
        try (PostSearch single = PostSearch.open(one, "file://" + lake.storage(), Map.of(), Clock.systemUTC())) {
            SearchCriteria all = TestingSearch.criteria();
            List<PostExport> unread = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                unread.add(single.export(all, new Cancellation()));
                assertThat(single.search(all).posts()).hasSize(2);
            }
            PostExport holding = single.export(all, new Cancellation());
            assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> single.search(all));

            unread.removeFirst().close();
            assertThat(single.search(all).posts()).hasSize(2);
            holding.close();
            unread.forEach(PostExport::close);
            assertThat(single.search(all).posts()).hasSize(2);
        }
    }

    private static boolean isStopped(PostExport export) {
        try {
            export.advance();
            return false;
        } catch (QueryStoppedException e) {
            return true;
        }
    }

    @Test
    void i7FilesWithoutFoldedTextsAreSearchedByLowerCase() {
        lake.add(SamplePost.of(ALICE, "1", "ÄRGER, don’t", NOON));
        lake.execute("ALTER TABLE posts DROP COLUMN text_folded");
        lake.flush(1);
        assertThat(found("text", "ärger")).containsExactly("1");
        assertThat(found("text", "don't")).containsExactly("1");

        lake.execute("ALTER TABLE posts ADD COLUMN text_folded VARCHAR");
        lake.add(SamplePost.of(ALICE, "2", "A\u0308rger don't", NOON.plusSeconds(1))).flush(2);
        assertThat(found("text", "ärger")).containsExactly("2", "1");
        assertThat(found("text", "DON’T")).containsExactly("2", "1");
    }

    @Test
    void postsWhoseKeysNoSyntaxAllowsArePagedPast() {
        List<String> keys = List.of("schlüssel", "a b", "a/b", "a%2Fb", "a?b#c", "😀", "\0");
        keys.forEach(key -> lake.add(SamplePost.of(ALICE, key, "odd", NOON)));
        lake.flush(1);

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            SearchPage page = find("limit", "1", "cursor", cursor);
            paged.addAll(rkeys(page));
            cursor = page.next().map(TestingSearch.criteria()::cursor).orElse("");
        } while (!cursor.isEmpty() && paged.size() <= keys.size());

        assertThat(paged).containsExactlyInAnyOrderElementsOf(keys);
    }

    /** Posts of these texts, with the keys 1, 2, …, each a second newer than the one before. */
    private void texts(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            lake.add(SamplePost.of(ALICE, Integer.toString(i + 1), texts[i], NOON.plusSeconds(i)));
        }
        lake.flush(1);
    }

    private List<String> found(String... parameters) {
        return rkeys(find(parameters));
    }

    private SearchPage find(String... parameters) {
        return search.search(TestingSearch.criteria(parameters));
    }

    private static List<String> rkeys(SearchPage page) {
        return page.posts().stream().map(PostResult::rkey).toList();
    }
}
