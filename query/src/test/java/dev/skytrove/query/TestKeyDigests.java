package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
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

    /** Finds these at once, and also when the keys of so many files are known. */
    private void awaitDigests(int files, String... texts) {
        assertThat(texts()).containsExactly(texts);
        Await.until("digests", Duration.ofSeconds(30), () -> !texts().isEmpty() && search.filesDigested() == files);
        assertThat(texts()).containsExactly(texts);
    }

    private List<String> texts() {
        return search.search(TestingSearch.criteria()).posts().stream().map(post -> post.text()).toList();
    }
}
