package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestLakeListing {
    private static final HourKey NOON = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));
    private static final HourKey ONE = new HourKey(NOON.end());

    @TempDir
    private Path directory;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory, Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void i4NamesTellLiveFilesFromSuperseded() {
        put(file(NOON, 1, 1, 0), file(NOON, 2, 2, 0), file(NOON, 1, 2, 0), file(NOON, 3, 3, 0), file(ONE, 3, 3, 0));
        put(LakeFile.flushed(Table.LIKES, NOON, 4));
        store.put("lake/posts/notes.txt", new byte[1]);
        store.put("lake/posts2/notes.txt", new byte[1]);

        LakeListing listing = LakeListing.of(store, Table.POSTS);

        assertThat(files(listing.live())).containsExactly(file(NOON, 1, 2, 0), file(NOON, 3, 3, 0), file(ONE, 3, 3, 0));
        assertThat(files(listing.superseded())).containsExactly(file(NOON, 1, 1, 0), file(NOON, 2, 2, 0));
        assertThat(listing.foreignNames()).isEqualTo(1);
        assertThat(listing.live()).allSatisfy(entry -> {
            assertThat(entry.size()).isEqualTo(7);
            assertThat(entry.modifiedAt()).isAfter(Instant.now().minus(Duration.ofHours(1)));
        });
    }

    @Test
    void listingMayBeginAtAnHour() {
        put(file(NOON, 1, 1, 0), file(ONE, 1, 1, 0), file(ONE, 2, 2, 0));

        assertThat(files(LakeListing.since(store, Table.POSTS, ONE).live()))
                .containsExactly(file(ONE, 1, 1, 0), file(ONE, 2, 2, 0));
        assertThat(files(LakeListing.since(store, Table.POSTS, NOON).live())).hasSize(3);
        assertThat(files(LakeListing.since(store, Table.LIKES, NOON).live())).isEmpty();
    }

    @Test
    void i4OverlapIsCorruption() {
        put(file(NOON, 1, 2, 0), file(NOON, 2, 3, 0));

        assertThatExceptionOfType(OverlappingFilesException.class)
                .isThrownBy(() -> LakeListing.of(store, Table.POSTS));
    }

    @Test
    void whoeverListsMayStop() {
        put(file(NOON, 1, 1, 0), file(NOON, 2, 2, 0));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> LakeListing.after(store, Table.POSTS, "", () -> {
                    throw new IllegalStateException("enough");
                }))
                .withMessage("enough");
    }

    private static LakeFile file(HourKey hour, long first, long last, int generation) {
        return new LakeFile(Table.POSTS, hour, Series.FLUSH, new BatchRange(first, last), generation);
    }

    private void put(LakeFile... files) {
        for (LakeFile file : files) {
            store.put(file.name(), new byte[7]);
        }
    }

    private static List<LakeFile> files(List<LakeListing.Entry> entries) {
        return entries.stream().map(LakeListing.Entry::file).toList();
    }
}
