package dev.skytrove.buffer.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TestKeyTable {
    /** All share their first bucket, and have nine slots there. */
    @Test
    void keysOfTheSameBucketFindTheirOther() {
        KeyTable table = new KeyTable(new Generations(1_000), 1_000);
        for (long key = 0; key < 400; key++) {
            assertThat(table.add(key)).isTrue();
        }

        for (long key = 0; key < 400; key++) {
            assertThat(table.contains(key)).isTrue();
            assertThat(table.add(key)).isFalse();
        }
        assertThat(table.contains(400)).isFalse();
    }

    /** Numbers that differ in one bit, whichever it is, are two numbers. */
    @Test
    void allBitsCount() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            KeyTable table = new KeyTable(new Generations(1_000), 1_000);
            long key = random.nextLong();
            assertThat(table.add(key)).isTrue();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                assertThat(table.contains(key ^ 1L << bit)).isFalse();
                assertThat(table.add(key ^ 1L << bit)).isTrue();
            }
            for (int bit = 0; bit < Long.SIZE; bit++) {
                assertThat(table.contains(key ^ 1L << bit)).isTrue();
            }
        }
    }

    /** As many as it was made for, and more until one finds no room: all that were added are found then. */
    @Test
    void holdsMoreThanItWasMadeFor() {
        int most = 1_000_000;
        KeyTable table = new KeyTable(new Generations(10 * most), most);
        SplittableRandom random = new SplittableRandom(1);
        int added = 0;
        while (added < most) {
            assertThat(table.add(random.nextLong())).isTrue();
            added++;
        }
        SplittableRandom again = new SplittableRandom(1);
        for (int i = 0; i < added; i++) {
            assertThat(table.contains(again.nextLong())).isTrue();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int i = 0; i < most; i++) {
                        table.add(random.nextLong());
                    }
                })
                .withMessageContaining("no room");
    }
}
