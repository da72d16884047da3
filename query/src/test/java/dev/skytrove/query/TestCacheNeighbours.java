package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do to a cache while searches use it. */
final class TestCacheNeighbours {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");

    @TempDir
    private Path directory;

    private Path cache;
    private String storage;
    private PostSearch search;

    @BeforeEach
    void open() {
        cache = directory.resolve("cache");
        TestingS3 s3 = TestingS3.get();
        storage = TestingS3.storageUri(s3.createBucket(), "");
        Map<String, String> environment = s3.environment();
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                ObjectStore store = ObjectStores.open(storage, environment)) {
            lake.add(SamplePost.of("did:plc:a", "1", "one", NOON)).flush(1).forEach(name -> put(lake, store, name));
            lake.add(SamplePost.of("did:plc:a", "2", "two", NOON)).flush(2).forEach(name -> put(lake, store, name));
        }
        search = PostSearch.open(TestingSearch.settings(cache), storage, environment, Clock.systemUTC());
        assertThat(found()).containsExactly("1", "2");
    }

    @AfterEach
    void close() {
        search.close();
    }

    @Test
    void deletedCacheIsMadeAgain() throws IOException {
        for (int i = 0; i < 2; i++) {
            // What searches leave to the background may write to it meanwhile.
            Await.until("the cache is gone", Duration.ofSeconds(60), this::isCacheDeleted);

            assertThat(found()).containsExactly("1", "2");
            assertThat(copies()).hasSize(2);
            try (Stream<Path> folders = Files.list(cache)) {
                assertThat(folders.map(folder -> folder.getFileName().toString().replaceFirst("-.*", "")))
                        .containsExactlyInAnyOrder("files", "scratch");
            }
        }
    }

    private boolean isCacheDeleted() {
        try (Stream<Path> tree = Files.walk(cache)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Something came or went meanwhile.
        }
        return !Files.exists(cache);
    }

    @Test
    void i4CopyDamagedAtEqualLengthIsFetchedAgain() throws IOException {
        for (Path copy : copies()) {
            byte[] damaged = Files.readAllBytes(copy);
            Arrays.fill(damaged, 4, damaged.length / 2, (byte) 0x5a);
            Files.write(copy, damaged);
        }

        SearchPage page = search.search(TestingSearch.criteria());

        assertThat(rkeys(page)).containsExactly("1", "2");
        assertThat(page.meta().isComplete()).isTrue();
        assertThat(search.unreadableFiles()).isZero();
    }

    @Test
    void directoriesInThePlaceOfCopiesGo() throws IOException {
        List<Path> copies = copies();
        for (Path copy : copies) {
            Files.delete(copy);
            Files.write(Files.createDirectory(copy).resolve("file"), new byte[3]);
        }

        assertThat(found()).containsExactly("1", "2");
        assertThat(copies).allSatisfy(copy -> assertThat(copy).isRegularFile());
    }

    @Test
    void i4QueriesThatMeetADamagedCopyTogetherAllGetAllOfIt() throws IOException {
        for (int round = 0; round < 20; round++) {
            for (Path copy : copies()) {
                byte[] damaged = Files.readAllBytes(copy);
                Arrays.fill(damaged, 4, damaged.length / 2, (byte) 0x5a);
                Files.write(copy, damaged);
            }

            List<CompletableFuture<SearchPage>> searches = Stream.generate(() -> search.search(
                            TestingSearch.criteria(), new Cancellation(), page -> page))
                    .limit(4)
                    .toList();

            assertThat(searches).extracting(CompletableFuture::join).allSatisfy(page -> {
                assertThat(rkeys(page)).containsExactly("1", "2");
                assertThat(page.meta().isComplete()).isTrue();
            });
            assertThat(search.unreadableFiles()).isZero();
        }
    }

    /** No answer is wrong here: what DuckDB does not look at is damaged. */
    @Test
    void i4CopyDamagedInAWayThatDuckDbDoesNotSeeIsNoticed() throws IOException {
        Map<Path, byte[]> whole = new HashMap<>();
        for (Path copy : copies()) {
            whole.put(copy, Files.readAllBytes(copy));
        }
        search.close();
        Path damaged = copies().getFirst();
        byte[] content = whole.get(damaged).clone();
        // DuckDB reads the magic bytes at the end, and not those at the beginning.
        content[1] = 'X';
        Files.write(damaged, content);
        search = PostSearch.open(TestingSearch.settings(cache), storage, TestingS3.get().environment(), Clock.systemUTC());

        Await.until("the damaged copy is replaced", Duration.ofSeconds(60), () -> {
            assertThat(found()).containsExactly("1", "2");
            return contentIs(damaged, whole.get(damaged));
        });
    }

    private static boolean contentIs(Path copy, byte[] content) {
        try {
            return Arrays.equals(Files.readAllBytes(copy), content);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void cacheIsOfItsUserAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache))).isEqualTo("rwx------");
        for (Path copy : copies()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())))
                    .isEqualTo("rwx------");
        }
    }

    private List<String> found() {
        return rkeys(search.search(TestingSearch.criteria()));
    }

    private static List<String> rkeys(SearchPage page) {
        return page.posts().stream().map(PostResult::rkey).toList();
    }

    private static void put(SampleLake lake, ObjectStore store, String name) {
        store.put(name, lake.storage().resolve(name));
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> paths = Files.walk(cache)) {
            return paths.filter(path -> path.toString().endsWith(".parquet")).toList();
        }
    }
}
