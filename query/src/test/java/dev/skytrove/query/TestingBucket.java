package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.TableReader;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.testing.TestingS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/**
 * A lake in a bucket, the same as one on the local disk, but for its files of posts: they have such small row groups that
 * searches fetch parts of them.
 */
final class TestingBucket implements AutoCloseable {
    private final Path lake;
    private final int rowsOfGroup;
    private final String storage;
    private final ObjectStore store;
    private final Set<String> there = new HashSet<>();

    /** One with what the lake has now. */
    TestingBucket(Path lake, int rowsOfGroup) {
        TestingS3 server = TestingS3.get();
        this.lake = lake;
        this.rowsOfGroup = rowsOfGroup;
        this.storage = TestingS3.storageUri(server.createBucket(), "a");
        this.store = ObjectStores.open(storage, server.environment());
        update();
    }

    /** Searches it, taking no file for too small to fetch a part of it. */
    PostSearch open(Path cache) {
        return open(cache, TestingS3.get().environment());
    }

    PostSearch open(Path cache, Map<String, String> environment) {
        CacheSettings small = new CacheSettings(cache, DataSize.ofMebibytes(64), 4, new DataSize(1));
        return PostSearch.open(TestingSearch.settings(cache).with(small), storage, environment, Clock.systemUTC());
    }

    ObjectStore store() {
        return store;
    }

    /** Does what was done to the lake: first what is new, what hides posts before posts. */
    synchronized void update() {
        List<String> now = names();
        now.stream()
                .filter(name -> !there.contains(name))
                .sorted(Comparator.comparing((String name) -> name.startsWith("lake/posts/")))
                .forEach(this::put);
        List<String> gone = there.stream().filter(name -> !now.contains(name)).toList();
        store.delete(gone);
        there.clear();
        there.addAll(now);
    }

    @Override
    public void close() {
        store.close();
    }

    private List<String> names() {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> lake.relativize(file).toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String name) {
        if (!name.startsWith("lake/posts/")) {
            store.put(name, lake.resolve(name));
            return;
        }
        try {
            Path file = Files.createTempFile(lake.getParent(), "posts-", ".parquet");
            try (TableReader reader = TableReader.open(Table.POSTS, lake.resolve(name));
                    TableWriter writer = TableWriter.open(LakeFile.parse(name), rowsOfGroup, file)) {
                for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                    writer.write(row.get());
                }
            }
            store.put(name, file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
