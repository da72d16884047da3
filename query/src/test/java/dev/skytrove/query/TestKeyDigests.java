package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hides posts hides them before and after the keys of its file are known. */
final class TestKeyDigests {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final SamplePost ONE = SamplePost.of("did:plc:a", "one", "one", NOON);
    private static final SamplePost TWO = SamplePost.of("did:plc:b", "two", "two", NOON.plusSeconds(1));

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("lake"));
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
        lake.add(ONE, TWO).flush(1);
        awaitDigests(1, "two", "one");
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    @Test
    void i4DeletedPostIsNotFound() {
        lake.add(ONE.deleted("3z", NOON.plusSeconds(60))).flush(2);

        awaitDigests(2, "two");
    }

    @Test
    void i4OnlyTheLatestVersionIsFound() {
        lake.add(ONE.updated("3z", "another", NOON.plus(Duration.ofHours(2)))).flush(2);

        awaitDigests(2, "another", "two");
    }

    @Test
    void i4CopiesAreFoundOnce() {
        // In another file of the hour, and twice in a file of its own.
        SamplePost three = SamplePost.of("did:plc:c", "three", "three", NOON.plusSeconds(2));
        lake.add(TWO, three, three).flush(2);

        awaitDigests(2, "three", "two", "one");
    }

    @Test
    void i4WhatIsSaidOfAccountsCountsBeforeAndAfterItIsKnownOfWhom() {
        lake.add(SampleAccount.identity("did:plc:a", "a.example", 1, NOON)).flush(2);
        lake.add(SampleAccount.identity("did:plc:x", "x.example", 2, NOON)).flush(3);
        awaitAccountDigests(2, "two", "one");
        assertThat(page().posts()).extracting(post -> post.handle()).containsExactly(null, "a.example");

        lake.add(SampleAccount.status("did:plc:b", "suspended", 3, NOON)).flush(4);
        awaitAccountDigests(3, "one");
        assertThat(page().posts()).extracting(post -> post.handle()).containsExactly("a.example");

        lake.add(SampleAccount.status("did:plc:b", null, 4, NOON.plusSeconds(1))).flush(5);
        awaitAccountDigests(4, "two", "one");
    }

    @Test
    void postsOfAnAccountAreFoundBeforeAndAfterItIsKnownWhereTheyAre() {
        lake.add(SamplePost.of("did:plc:c", "three", "three", NOON.plusSeconds(2))).flush(2);
        awaitAuthorDigests(2, "one");

        lake.add(SamplePost.of("did:plc:a", "four", "four", NOON.plusSeconds(3))).flush(3);
        awaitAuthorDigests(3, "four", "one");
    }

    /** Finds the posts of one account at once, and also when it is known of so many files whose posts they have. */
    private void awaitAuthorDigests(int files, String... texts) {
        assertThat(textsOfOne()).containsExactly(texts);
        Await.until(
                "digests", Duration.ofSeconds(30), () -> !textsOfOne().isEmpty() && search.authorsDigested() == files);
        assertThat(textsOfOne()).containsExactly(texts);
    }

    private List<String> textsOfOne() {
        return search.search(TestingSearch.criteria("username", "did:plc:a")).posts().stream()
                .map(post -> post.text())
                .toList();
    }

    /** The same as of digests of posts. */
    private void awaitAccountDigests(int files, String... texts) {
        assertThat(texts()).containsExactly(texts);
        Await.until(
                "digests", Duration.ofSeconds(30), () -> !texts().isEmpty() && search.accountFilesDigested() == files);
        assertThat(texts()).containsExactly(texts);
    }

    /** Finds these at once, and also when the keys of so many files are known. */
    private void awaitDigests(int files, String... texts) {
        assertThat(texts()).containsExactly(texts);
        Await.until("digests", Duration.ofSeconds(30), () -> !texts().isEmpty() && search.filesDigested() == files);
        assertThat(texts()).containsExactly(texts);
    }

    private List<String> texts() {
        return page().posts().stream().map(post -> post.text()).toList();
    }

    private SearchPage page() {
        return search.search(TestingSearch.criteria());
    }
}
