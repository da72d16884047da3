package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestFileCache {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final int SIZE = 100;

    @TempDir
    private Path directory;

    private ObjectStore store;
    private FileCache cache;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory.resolve("store"), Map.of());
        cache = cache(Clock.systemUTC());
    }

    @AfterEach
    void close() {
        cache.close();
        store.close();
    }

    @Test
    void copiesHaveTheWholeContentAndOutliveTheObject() throws IOException {
        PlannedFile file = put(1);

        try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
            assertThat(pinned.paths()).singleElement().satisfies(path -> assertThat(path).hasBinaryContent(content(1)));
            assertThat(pinned.paths().getFirst()).hasParentRaw(cache.directory());
        }
        store.delete(List.of(file.file().name()));
        try (FileCache otherProcess = cache(Clock.systemUTC());
                LocalFiles.Pinned pinned = otherProcess.pin(List.of(file))) {
            assertThat(Files.readAllBytes(pinned.paths().getFirst())).isEqualTo(content(1));
        }
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        List<PlannedFile> files = List.of(put(1), put(2), put(3), put(4));
        for (int i = 0; i < 3; i++) {
            pinAndAge(files.get(i), Duration.ofMinutes(10 - i));
        }
        pinAndAge(files.getFirst(), Duration.ZERO);

        cache.pin(List.of(files.get(3))).close();

        assertThat(cached()).containsExactlyInAnyOrder(1L, 3L, 4L);
    }

    @Test
    void i5PinnedCopiesStayAndWhatHasNoRoomIsRefused() {
        List<PlannedFile> files = List.of(put(1), put(2), put(3), put(4));

        try (LocalFiles.Pinned pinned = cache.pin(files.subList(0, 2))) {
            cache.pin(List.of(files.get(2))).close();
            cache.pin(List.of(files.get(3))).close();
            assertThat(cached()).containsExactlyInAnyOrder(1L, 2L, 4L);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> cache.pin(files.subList(2, 4)))
                    .withMessageContaining("file cache");
            pinned.requirePresent();
        }
        cache.pin(files.subList(2, 4)).close();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> cache.pin(files));
    }

    @Test
    void i4ObjectThatIsGoneIsSaid() {
        PlannedFile gone = put(1);
        store.delete(List.of(gone.file().name()));

        assertThatExceptionOfType(LakeChangedException.class)
                .isThrownBy(() -> cache.pin(List.of(put(2), gone)))
                .withMessageContaining("posts-flush-1-1-0.parquet");
        assertThatExceptionOfType(LakeChangedException.class)
                .isThrownBy(() -> cache.pin(List.of(new PlannedFile(put(3).file(), SIZE + 1))));
    }

    @Test
    void i4CopyOfAnotherSizeIsNoCopy() throws IOException {
        PlannedFile file = put(1);
        try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
            Files.write(pinned.paths().getFirst(), new byte[3]);
        }
        try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
            assertThat(pinned.paths().getFirst()).hasBinaryContent(content(1));
        }
    }

    @Test
    void i4DirectoryInThePlaceOfACopyIsDeletedAndNothingThatItLinksTo() throws IOException {
        PlannedFile file = put(1);
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path kept = Files.write(outside.resolve("kept"), content(9));
        Path copy = cache.path(file.file().name());
        Path table = cache.path("some/groups");
        for (Path place : List.of(copy, CopySums.of(copy), table)) {
            Path inner = Files.createDirectories(place.resolve("inner"));
            Files.write(inner.resolve("file"), content(9));
            Files.createSymbolicLink(inner.resolve("link"), kept);
            Files.createSymbolicLink(place.resolve("link"), outside);
        }

        try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
            assertThat(pinned.paths().getFirst()).isEqualTo(copy).hasBinaryContent(content(1));
            assertThat(CopySums.isDamaged(copy)).isFalse();
        }
        CacheCopy anySize = new CacheCopy(
                "some", table, CacheFolder.ANY_SIZE, SIZE, target -> Files.write(target, content(2)));
        cache.pinCopies(List.of(anySize)).close();
        assertThat(table).hasBinaryContent(content(2));
        assertThat(kept).hasBinaryContent(content(9));
    }

    @Test
    void i4LinkInThePlaceOfACopyIsReplaced() throws IOException {
        PlannedFile file = put(1);
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path kept = Files.write(outside.resolve("kept"), content(9));
        Files.createSymbolicLink(cache.path(file.file().name()), outside);

        try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
            assertThat(pinned.paths().getFirst()).hasBinaryContent(content(1));
        }
        assertThat(kept).hasBinaryContent(content(9));
    }

    @Test
    void i4RenewedCopyTakesThePlaceOfADamagedOneAlsoInAFullCache() throws IOException {
        List<PlannedFile> files = List.of(put(1), put(2), put(3));
        try (LocalFiles.Pinned pinned = cache.pin(files)) {
            Path damaged = Files.write(pinned.paths().getFirst(), content(9));

            assertThat(cache.renew(files.getFirst())).isTrue();

            assertThat(damaged).hasBinaryContent(content(1));
            pinned.requirePresent();
            store.delete(List.of(files.getFirst().file().name()));
            assertThatExceptionOfType(LakeChangedException.class).isThrownBy(() -> cache.renew(files.getFirst()));
            pinned.requirePresent();
        }
    }

    @Test
    void checksumsGoWithTheirCopies() throws IOException {
        for (int batch = 1; batch <= 5; batch++) {
            cache.pin(List.of(put(batch))).close();
        }
        try (Stream<Path> paths = Files.list(cache.directory())) {
            List<String> names = paths.map(path -> path.getFileName().toString()).toList();
            assertThat(names).filteredOn(name -> name.endsWith(".parquet")).hasSize(3);
            assertThat(names).filteredOn(name -> name.endsWith(".parquet.sum")).hasSize(3);
            assertThat(names).hasSize(6);
        }
    }

    @Test
    void i4CopyThatAnotherProcessDeletedIsMissed() throws IOException {
        try (LocalFiles.Pinned pinned = cache.pin(List.of(put(1)))) {
            Files.delete(pinned.paths().getFirst());
            assertThatExceptionOfType(LakeChangedException.class).isThrownBy(pinned::requirePresent);
        }
    }

    @Test
    void partsOfKilledProcessesAreCleanedUp() throws IOException {
        Path part = Files.write(cache.directory().resolve("killed.part"), new byte[SIZE * 5]);

        cache.pin(List.of(put(1))).close();
        assertThat(part).exists();
        try (FileCache later = cache(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))) {
            later.pin(List.of(put(2))).close();
        }

        assertThat(part).doesNotExist();
    }

    @Test
    void manyMayAskForTheSameFileAtOnce() throws Exception {
        PlannedFile file = put(1);
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<byte[]>> contents = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                contents.add(callers.submit(() -> {
                    try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
                        return Files.readAllBytes(pinned.paths().getFirst());
                    }
                }));
            }
            for (Future<byte[]> content : contents) {
                assertThat(content.get()).isEqualTo(content(1));
            }
        }
        assertThat(cached()).containsExactly(1L);
    }

    @Test
    void i5RoomIsFreeAgainWhereNoThreadCouldBeStarted() {
        AtomicBoolean none = new AtomicBoolean(true);
        ThreadFactory threads = task -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return Thread.ofPlatform().daemon().unstarted(task);
        };
        CacheSettings settings = new CacheSettings(directory.resolve("other"), new DataSize(3 * SIZE), 2);
        try (FileCache other = new FileCache(store, settings, Clock.systemUTC(), threads)) {
            List<PlannedFile> files = List.of(put(1), put(2), put(3));
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> other.pin(files));
            }
            none.set(false);

            other.pin(files).close();
            // None of the first three is held.
            other.pin(List.of(put(4), put(5), put(6))).close();
        }
    }

    private void pinAndAge(PlannedFile file, Duration age) throws IOException {
        try (LocalFiles.Pinned pinned = cache.pin(List.of(file))) {
            FileTime used = FileTime.from(Instant.now().minus(age));
            Files.setLastModifiedTime(pinned.paths().getFirst(), used);
        }
    }

    /** The batches whose files are there. */
    private List<Long> cached() {
        try (Stream<Path> paths = Files.list(cache.directory())) {
            return paths.filter(path -> path.toString().endsWith(".parquet"))
                    .map(path -> LakeFile.parse(path.getFileName().toString().replace('!', '/')))
                    .map(file -> file.batches().first())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private PlannedFile put(int batch) {
        LakeFile file = LakeFile.flushed(Table.POSTS, HOUR, batch);
        store.put(file.name(), content(batch));
        return new PlannedFile(file, SIZE);
    }

    private static byte[] content(int batch) {
        byte[] content = new byte[SIZE];
        content[0] = (byte) batch;
        return content;
    }

    private FileCache cache(Clock clock) {
        CacheSettings settings = new CacheSettings(directory.resolve("cache"), new DataSize(3 * SIZE), 2);
        return new FileCache(store, settings, clock);
    }
}
