package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.UnreadableFilesException;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong bit where DuckDB compares nothing: in the header of a page of a file that skytrove wrote. */
final class TestChangedPages {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final String ALICE = "did:plc:alice";

    @TempDir
    private Path directory;

    private SampleLake lake;

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("lake"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void i4ObjectOfPostsIsLeftOutAtOnceAndNamed() throws IOException {
        lake.add(post("1")).flush(1).forEach(this::asSkytroveWrites);
        String changed = lake.add(post("2")).flush(2).getFirst();
        asSkytroveWrites(changed);
        changeAHeader(changed);

        try (PostSearch search = inBucket()) {
            for (int i = 0; i < 2; i++) {
                SearchPage page = search.search(TestingSearch.criteria());
                assertThat(rkeys(page)).containsExactly("1");
                assertThat(page.meta().unreadable()).containsExactly(changed);
            }
        }
    }

    @Test
    void i4WithoutAnObjectOfDeletesNothingIsShown() throws IOException {
        lake.add(post("1"), post("2")).flush(1).forEach(this::asSkytroveWrites);
        String deletes = lake.add(post("1").deleted("3z", NOON)).flush(2).getFirst();
        asSkytroveWrites(deletes);
        changeAHeader(deletes);

        try (PostSearch search = inBucket()) {
            assertThatExceptionOfType(UnreadableFilesException.class)
                    .isThrownBy(() -> search.search(TestingSearch.criteria()))
                    .withMessageContaining(deletes);
        }
    }

    /** Not at once: to read all of it would hold up the answer. */
    @Test
    void i4FileInADirectoryIsFoundSoonAfterItsFirstUse() throws IOException {
        String changed = lake.add(post("1")).flush(1).getFirst();
        asSkytroveWrites(changed);
        Path file = lake.storage().resolve(changed);
        byte[] whole = Files.readAllBytes(file);
        changeAHeader(changed);

        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            Await.until("it is left out", Duration.ofSeconds(30), () -> {
                SearchPage page = search.search(TestingSearch.criteria());
                return page.meta().unreadable().equals(List.of(changed)) && page.posts().isEmpty();
            });
            assertThat(search.unreadableFiles()).isEqualTo(1);
        }
        Files.write(file, whole);
        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            assertThat(rkeys(search.search(TestingSearch.criteria()))).containsExactly("1");
        }
    }

    /** Its lake is what lies in the directory now. */
    private PostSearch inBucket() throws IOException {
        TestingS3 s3 = TestingS3.get();
        String storage = TestingS3.storageUri(s3.createBucket(), "");
        Map<String, String> environment = s3.environment();
        try (ObjectStore store = ObjectStores.open(storage, environment);
                Stream<Path> files = Files.walk(lake.storage())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> store.put(lake.storage().relativize(file).toString(), file));
        }
        Path cache = directory.resolve("cache");
        return PostSearch.open(TestingSearch.settings(cache), storage, environment, Clock.systemUTC());
    }

    /** The samples are written by DuckDB. */
    private void asSkytroveWrites(String name) {
        try {
            Path file = lake.storage().resolve(name);
            Path rewritten = directory.resolve("rewritten.parquet");
            TableMerge.write(
                    LakeFile.parse(name),
                    List.of(file),
                    Map.of(),
                    rewritten,
                    Files.createTempDirectory(directory, "scratch"));
            Files.delete(file);
            Files.move(rewritten, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bit of the checksum in the first page's header, which DuckDB does not read. */
    private void changeAHeader(String name) throws IOException {
        Path file = lake.storage().resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("(\u00b5/\u00fd");
        assertThat(content).isBetween(10, 64);
        bytes[13] ^= 1;
        Files.write(file, bytes);
    }

    private static SamplePost post(String rkey) {
        return SamplePost.of(ALICE, rkey, "a post", NOON.plusSeconds(rkey.length())).rev("3a");
    }

    private static List<String> rkeys(SearchPage page) {
        return page.posts().stream().map(PostResult::rkey).toList();
    }
}
