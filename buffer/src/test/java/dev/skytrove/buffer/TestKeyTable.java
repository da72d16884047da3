package dev.skytrove.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestKeyTable {
    /** All share one of their buckets, whatever the table's size. */
    @Test
    void keysOfTheSameBucketFindTheirOther() {
        KeyTable table = new KeyTable(new Generations(1_000), 1_000);
        for (long key = 0; key < 40; key++) {
            assertThat(table.add(key << 8)).isTrue();
        }

        for (long key = 0; key < 40; key++) {
            assertThat(table.contains(key << 8)).isTrue();
            assertThat(table.add(key << 8)).isFalse();
        }
        assertThat(table.contains(40 << 8)).isFalse();
    }

    @Test
    void slotsOfOldKeysAreUsedAgain() {
        Generations generations = new Generations(100);
        KeyTable table = new KeyTable(generations, 100);
        for (long key = 0; key < 200; key++) {
            add(table, generations, key);
        }
        long bytes = table.bytes();
        for (long key = 200; key < 100_000; key++) {
            add(table, generations, key);
        }

        assertThat(table.bytes()).isEqualTo(bytes);
        assertThat(table.contains(spread(99_900))).isTrue();
        assertThat(table.contains(spread(99_899))).isFalse();
    }

    private static void add(KeyTable table, Generations generations, long key) {
        assertThat(table.add(spread(key))).isTrue();
        generations.arrived();
    }

    private static long spread(long key) {
        return (key * 0x9E3779B97F4A7C15L) << 8;
    }
}
