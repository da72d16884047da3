package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestHighestBatch {
    private static final HourKey NOON = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));
    private static final long LAST = 999_999_999_999_999_999L;

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
    void i2IsThatOfItsSeriesInAnyTable() {
        assertThat(HighestBatch.of(store, Series.FLUSH)).isZero();
        put(Table.POSTS, Series.FLUSH, 3, 5);
        put(Table.LIKES, Series.FLUSH, 7, 7);
        put(Table.LIKES, Series.IMPORT, 1, 9);
        store.put("lake/likes/mine.parquet", new byte[0]);

        assertThat(HighestBatch.of(store, Series.FLUSH)).isEqualTo(7);
        assertThat(HighestBatch.of(store, Series.IMPORT)).isEqualTo(9);
    }

    @Test
    void i6NumbersOfStrangersAreNotGoneOnWith() {
        put(Table.POSTS, Series.FLUSH, 3, 5);
        put(Table.POSTS, Series.FLUSH, LAST, LAST);
        put(Table.LIKES, Series.IMPORT, 6, LAST);

        assertThat(HighestBatch.of(store, Series.FLUSH)).isEqualTo(5);
        assertThatThrownBy(() -> HighestBatch.of(store, Series.IMPORT))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("likes-import-6-" + LAST + "-0.parquet");
    }

    private void put(Table table, Series series, long first, long last) {
        store.put(new LakeFile(table, NOON, series, new BatchRange(first, last), 0).name(), new byte[0]);
    }
}
