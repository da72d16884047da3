package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestPostSearchInBucket {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");

    @TempDir
    private Path directory;

    @Test
    void filesAreFetchedOnceAndReadFromTheCache() throws IOException {
        TestingS3 s3 = TestingS3.get();
        String storage = TestingS3.storageUri(s3.createBucket(), "some/prefix");
        Map<String, String> environment = s3.environment();
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                ObjectStore store = ObjectStores.open(storage, environment);
                PostSearch search = open(storage, environment)) {
            SamplePost post = SamplePost.of("did:plc:a", "1", "one two", NOON).rev("3a");
            lake.add(post, SamplePost.of("did:plc:a", "2", "two three", NOON)).flush(1).forEach(name -> put(lake, store, name));
            assertThat(found(search)).containsExactly("1", "2");
            List<Path> copies = copies();
            assertThat(copies).hasSize(1);

            lake.add(post.deleted("3b", NOON)).flush(2).forEach(name -> put(lake, store, name));
            assertThat(found(search)).containsExactly("2");
            assertThat(copies()).hasSize(2).containsAll(copies);
        }
    }

    private PostSearch open(String storage, Map<String, String> environment) {
        QuerySettings settings = TestingSearch.settings(directory.resolve("cache"));
        return PostSearch.open(settings, storage, environment, Clock.systemUTC());
    }

    private static List<String> found(PostSearch search) {
        return search.search(TestingSearch.criteria("text", "two")).posts().stream()
                .map(PostResult::rkey)
                .toList();
    }

    private static void put(SampleLake lake, ObjectStore store, String name) {
        store.put(name, lake.storage().resolve(name));
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> paths = Files.walk(directory.resolve("cache"))) {
            return paths.filter(path -> path.toString().endsWith(".parquet")).toList();
        }
    }
}
