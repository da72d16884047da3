package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.files.SnapshotMismatchException;
import dev.skytrove.query.fold.PostCount;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.SnapshotRead;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I4: what is found in a snapshot, after the lake has gone on. */
final class TestSnapshotSearch {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final Instant LATER = NOON.plus(Duration.ofDays(3));
    private static final String SNAPSHOT = "20260704T140000Z";

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    /** Two hours of posts, a snapshot of them, and what was done later. */
    @BeforeEach
    void fill() {
        lake = SampleLake.in(directory.resolve("lake"));
        SamplePost deleted = post("deleted", NOON);
        SamplePost edited = post("edited", NOON);
        SamplePost gone = post("gone", NOON);
        lake.add(deleted, edited, gone, post("kept", NOON), by("did:plc:carol", NOON), by("did:plc:dave", ONE), post("too", ONE))
                .add(gone.deleted("3c", ONE))
                .add(SampleAccount.status("did:plc:dave", "suspended", 1, ONE));
        List<String> names = new ArrayList<>(lake.flush(1));
        names.add(lake.addFeatures(1, NOON, List.of("score"), Map.of(
                uri("kept"), Map.of("score", 0.5), uri("edited"), Map.of("score", 0.25))));
        lake.addSnapshot(SNAPSHOT, names);

        lake.add(post("new", NOON), edited.updated("3c", "edited anew", ONE))
                .add(deleted.deleted("3c", LATER))
                .add(
                        SampleAccount.status("did:plc:carol", "takendown", 2, LATER),
                        SampleAccount.status("did:plc:dave", null, 3, LATER));
        lake.flush(2);
        lake.addFeatures(2, NOON, List.of("score", "other"), Map.of(uri("kept"), Map.of("score", 1.0)));
        for (Instant hour : List.of(NOON, ONE)) {
            lake.compact("posts", hour, 1, 2);
        }
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    @Test
    void i4HasThePostsOfThenWithoutWhatWasTakenBackSince() {
        assertThat(texts(search("count", "true"))).containsExactlyInAnyOrder("by did:plc:dave", "too", "edited anew", "kept", "new");

        SearchPage page = search("snapshot", SNAPSHOT, "count", "true");

        assertThat(texts(page)).containsExactlyInAnyOrder("too", "edited", "kept");
        assertThat(page.total()).hasValue(3);
        assertThat(page.meta().snapshot()).hasValueSatisfying(read -> {
            assertThat(read.name()).hasToString(SNAPSHOT);
            assertThat(read.removed()).as("deleted, and carol's").isEqualTo(2);
            assertThat(read.redacted()).isEqualTo(3);
        });
    }

    /** Its files are what is read, so those that replaced them may be gone, or worse. */
    @Test
    void i4PagesAndExportsAndFoldsAreOfTheSamePosts() {
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            var criteria = TestingSearch.criteria("snapshot", SNAPSHOT, "limit", "1", "sort", "oldest", "cursor", cursor);
            SearchPage page = search.search(criteria);
            paged.addAll(texts(page));
            cursor = page.next().map(criteria::cursor).orElse("");
        } while (!cursor.isEmpty());
        assertThat(paged).containsExactly("edited", "kept", "too");

        List<String> exported = new ArrayList<>();
        try (PostExport export =
                search.export(TestingSearch.criteria("snapshot", SNAPSHOT, "sort", "oldest"), new Cancellation())) {
            while (export.advance()) {
                exported.add(export.post().text());
            }
            assertThat(export.meta().snapshot().map(SnapshotRead::removed)).hasValue(2L);
        }
        assertThat(exported).isEqualTo(paged);
        assertThat(search.fold(
                                TestingSearch.criteria("snapshot", SNAPSHOT),
                                new Cancellation(),
                                folds -> folds.fold(new PostCount()))
                        .join())
                .isEqualTo(3);
    }

    @Test
    void featuresAreThoseOfThen() {
        assertThat(texts(search("snapshot", SNAPSHOT, "feature_filters", "score<=0.5"))).containsExactly("edited", "kept");
        assertThat(texts(search("feature_filters", "score<=0.5"))).isEmpty();
        assertRefused("there is no feature 'other'", "the features score", "snapshot", SNAPSHOT, "feature_filters", "other>0");
    }

    @Test
    void aSnapshotThatThereIsNotIsRefusedWithTheNewest() {
        assertRefused("there is no snapshot 20260101T000000Z", "the newest snapshots are " + SNAPSHOT, "snapshot", "20260101T000000Z");
    }

    /** Whatever it is in the lake, and however much of it is in the cache already. */
    @ParameterizedTest
    @ValueSource(strings = {"posts", "deletes", "accounts", "features"})
    void i4ManifestThatIsWrongAboutALengthIsRefusedByName(String table) throws IOException {
        String[] asked = {"snapshot", SNAPSHOT, "count", "true", "feature_filters", "score<=1"};
        assertThat(texts(search(asked))).containsExactlyInAnyOrder("edited", "kept");
        Path manifest = directory.resolve("lake/snapshots/" + SNAPSHOT + "/manifest.json");
        String right = Files.readString(manifest);
        Matcher file = Pattern.compile("\"name\":\"(lake/" + table + "/[^\"]+)\",\"size\":(\\d+)").matcher(right);
        assertThat(file.find()).isTrue();
        String size = file.group(2);
        Files.writeString(manifest, right.substring(0, file.start(2)) + size + "1" + right.substring(file.end(2)));

        assertThatExceptionOfType(SnapshotMismatchException.class)
                .isThrownBy(() -> search(asked))
                .withMessage("the snapshot " + SNAPSHOT + " cannot be searched: by its manifest '" + file.group(1) + "' has " + size
                        + "1 bytes, and it has " + size);
        assertThat(texts(search())).as("the lake itself").isNotEmpty();

        Files.writeString(manifest, right);
        assertThat(texts(search(asked))).containsExactlyInAnyOrder("edited", "kept");
    }

    @Test
    void itsStateChangesOnlyWithWhatIsTakenBack() {
        String before = state("snapshot", SNAPSHOT);
        assertThat(state()).isNotEqualTo(before);
        lake.add(post("newer", NOON)).flush(3);
        assertThat(state("snapshot", SNAPSHOT)).isEqualTo(before);
        lake.add(post("kept", NOON).deleted("3c", LATER)).flush(4);
        assertThat(state("snapshot", SNAPSHOT)).isNotEqualTo(before);
    }

    private String state(String... parameters) {
        return search.state(TestingSearch.criteria(parameters), new Cancellation()).join();
    }

    private void assertRefused(String detail, String accepts, String... parameters) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> search(parameters))
                .satisfies(refused -> {
                    assertThat(refused.getMessage()).isEqualTo(detail);
                    assertThat(refused.accepts()).isEqualTo(accepts);
                });
    }

    private SearchPage search(String... parameters) {
        return search.search(TestingSearch.criteria(parameters));
    }

    private static List<String> texts(SearchPage page) {
        return page.posts().stream().map(PostResult::text).toList();
    }

    private static SamplePost post(String rkey, Instant at) {
        return SamplePost.of("did:plc:alice", rkey, rkey, at).rev("3b");
    }

    private static SamplePost by(String did, Instant at) {
        return SamplePost.of(did, "1", "by " + did, at).rev("3b");
    }

    private static String uri(String rkey) {
        return "at://did:plc:alice/app.bsky.feed.post/" + rkey;
    }
}
