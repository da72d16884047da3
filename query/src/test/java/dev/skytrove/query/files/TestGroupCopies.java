package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.GroupTable;
import dev.skytrove.lake.parquet.TableReader;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestGroupCopies {
    private static final Instant HOUR = Instant.parse("2026-07-04T14:00:00Z");
    private static final int FILES = 12;
    private static final int DOWNLOADS = 2;

    @TempDir
    private Path directory;

    /** A search of many files waits for the copies of all of them. */
    @Test
    void i5WhatWasFetchedIsNotHeldUntilAllHasCome() throws IOException {
        Path posts = posts(200, 10);
        try (ObjectStore files = ObjectStores.open("file://" + directory.resolve("store"), Map.of());
                WatchedStore store = new WatchedStore(files);
                FileCache cache = new FileCache(store, settings(), Clock.systemUTC())) {
            Map<PlannedFile, GroupChoice> wanted = new LinkedHashMap<>();
            for (int i = 1; i <= FILES; i++) {
                LakeFile name = new LakeFile(Table.POSTS, HourKey.of(HOUR), Series.FLUSH, BatchRange.of(i), 0);
                store.put(name.name(), posts);
                // Two row groups side by side, and then one alone, of which each takes a request.
                wanted.put(new PlannedFile(name, Files.size(posts)), table -> groups(table, 1, 2, 7, 12));
            }

            try (LocalFiles.PinnedParts pinned = cache.pinParts(wanted)) {
                assertThat(pinned.parts().values()).allMatch(parts -> parts.size() == 4);
                assertThat(pinned.pinned().paths()).allMatch(Files::isRegularFile);
            }
            assertThat(store.parts).hasSize(3 * FILES);
            assertThat(store.mostHeld).isLessThanOrEqualTo(2 * DOWNLOADS);
        }
    }

    private CacheSettings settings() {
        return new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(16), DOWNLOADS, new DataSize(1));
    }

    private static List<GroupTable.Group> groups(GroupTable table, int... places) {
        return IntStream.of(places).mapToObj(table.groups()::get).toList();
    }

    private Path posts(int count, int rowsOfGroup) throws IOException {
        Path file = directory.resolve("posts.parquet");
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"))) {
            for (int i = 0; i < count; i++) {
                lake.add(SamplePost.of("did:plc:a", "" + i, "number " + i, HOUR.plusSeconds(i)));
            }
            lake.flush(1);
            String name = lake.flushed("posts", HOUR, 1, 1).getFirst();
            try (TableReader reader = TableReader.open(Table.POSTS, lake.storage().resolve(name));
                    TableWriter writer = TableWriter.open(LakeFile.parse(name), rowsOfGroup, file)) {
                for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                    writer.write(row.get());
                }
            }
        }
        return file;
    }

    /** A store that knows which of the bytes it gave are still held by somebody. */
    private static final class WatchedStore implements ObjectStore {
        private final ObjectStore store;

        /** Guarded by this, like what follows. */
        private final List<WeakReference<byte[]>> parts = new ArrayList<>();

        private long mostHeld;

        WatchedStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public byte[] read(String name, long offset, int length) {
            byte[] bytes = store.read(name, offset, length);
            boolean isEnd = new String(bytes, StandardCharsets.ISO_8859_1).endsWith("PAR1");
            if (!isEnd) {
                watch(bytes);
            }
            return bytes;
        }

        private synchronized void watch(byte[] bytes) {
            System.gc();
            parts.add(new WeakReference<>(bytes));
            mostHeld = Math.max(mostHeld, parts.stream().filter(part -> part.get() != null).count());
        }

        @Override
        public void put(String name, Path file) {
            store.put(name, file);
        }

        @Override
        public void put(String name, byte[] content) {
            store.put(name, content);
        }

        @Override
        public boolean putIfAbsent(String name, Path file) {
            return store.putIfAbsent(name, file);
        }

        @Override
        public byte[] get(String name, DataSize limit) {
            return store.get(name, limit);
        }

        @Override
        public void download(String name, Path target) {
            store.download(name, target);
        }

        @Override
        public void list(String prefix, String startAfter, Consumer<ObjectInfo> consumer) {
            store.list(prefix, startAfter, consumer);
        }

        @Override
        public void delete(Collection<String> names) {
            store.delete(names);
        }

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public void close() {
            // It is another's.
        }
    }
}
