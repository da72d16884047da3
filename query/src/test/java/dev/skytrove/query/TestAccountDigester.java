package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.accounts.AccountDigester;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestAccountDigester {
    private static final Instant HOUR = Instant.parse("2026-07-04T12:00:00Z");
    private static final String ALICE = "did:plc:alice";
    private static final String BOB = "did:plc:bob";
    private static final int BATCHES = AccountDigester.MOST_UNCOVERED + 1;

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("lake"));
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
        lake.add(SamplePost.of(ALICE, "a", "from alice", HOUR), SamplePost.of(BOB, "b", "from bob", HOUR.plusSeconds(1)));
        for (int batch = 1; batch <= BATCHES; batch++) {
            lake.add(SampleAccount.identity(ALICE, "alice" + batch + ".example", batch, HOUR));
            lake.flush(batch);
        }
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    @Test
    void searchThatReadManyFilesHasThemDigested() {
        assertThat(page().meta().filesRead()).isGreaterThan(BATCHES);

        Await.until("a digest", Duration.ofSeconds(30), () -> page().meta().filesRead() < BATCHES);

        assertThat(handles()).containsExactly(null, "alice" + BATCHES + ".example");
    }

    @Test
    void whatTheDigestDoesNotCoverIsReadToo() {
        search.digestAccounts();
        lake.add(SampleAccount.identity(BOB, "bob.example", 1000, HOUR), SampleAccount.status(ALICE, "deleted", 1001, HOUR));
        lake.flush(BATCHES + 1);

        assertThat(handles()).containsExactly("bob.example");
        assertThat(search.search(TestingSearch.criteria("username", "alice3.example")).posts()).isEmpty();

        search.digestAccounts();
        assertThat(handles()).containsExactly("bob.example");
    }

    @Test
    void whoHadAHandleLastIsStillKnown() {
        search.digestAccounts();

        SearchPage page = search.search(TestingSearch.criteria("username", "ALICE3.example"));

        assertThat(page.posts()).extracting(PostResult::rkey).containsExactly("a");
    }

    @Test
    void nextProcessUsesIt() {
        search.digestAccounts();
        try (PostSearch next = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            assertThat(next.search(TestingSearch.criteria()).meta().filesRead()).isLessThan(BATCHES);
        }
    }

    @Test
    void i4EventsThatTheLakeHasNoMoreAreForgotten() {
        search.digestAccounts();
        lake.flushed("accounts", HOUR, 2, BATCHES).forEach(lake::delete);

        assertThat(handles()).containsExactly(null, "alice1.example");
    }

    @Test
    void i6DigestThatIsNoParquetFileIsLeftAside() throws IOException {
        search.digestAccounts();
        Path digest = digests().getFirst();
        Files.write(digest, new byte[Math.toIntExact(Files.size(digest))]);

        assertThat(handles()).containsExactly(null, "alice" + BATCHES + ".example");
        search.digestAccounts();
        assertThat(page().meta().filesRead()).isLessThan(BATCHES);
    }

    @Test
    void onlyTheNewestTwoAreKept() throws IOException {
        for (int i = 0; i < 4; i++) {
            search.digestAccounts();
        }

        assertThat(digests()).hasSize(2);
    }

    private SearchPage page() {
        return search.search(TestingSearch.criteria());
    }

    private List<String> handles() {
        return page().posts().stream().map(PostResult::handle).toList();
    }

    private List<Path> digests() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().matches("accounts-.*\\.parquet"))
                    .toList();
        }
    }
}
