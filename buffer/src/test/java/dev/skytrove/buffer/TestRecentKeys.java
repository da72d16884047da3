package dev.skytrove.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import java.util.LinkedHashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRecentKeys {
    @Test
    void recognisesWhatWasAddedZeroIncluded() {
        RecentKeys keys = new RecentKeys(10);

        assertThat(keys.contains(0)).isFalse();
        assertThat(keys.add(0)).isTrue();
        assertThat(keys.add(0)).isFalse();
        assertThat(keys.add(-1)).isTrue();
        assertThat(keys.contains(0)).isTrue();
        assertThat(keys.contains(-1)).isTrue();
        assertThat(keys.contains(1)).isFalse();
        assertThat(keys.size()).isEqualTo(2);
    }

    @Test
    void oldestMakesRoomZeroIncluded() {
        RecentKeys keys = new RecentKeys(2);
        keys.add(0);
        keys.add(1);
        keys.add(2);

        assertThat(keys.contains(0)).isFalse();
        assertThat(keys.contains(1)).isTrue();
        assertThat(keys.contains(2)).isTrue();
        assertThat(keys.add(0)).isTrue();
        assertThat(keys.contains(1)).isFalse();
    }

    /** Compared with the plain thing: an ordered set of boxed numbers that drops its first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 1_000, 1_024, 1_025, 5_000})
    void i2RemembersExactlyTheLatest(int limit) {
        RecentKeys keys = new RecentKeys(limit);
        LinkedHashSet<Long> expected = new LinkedHashSet<>();
        Random random = new Random(limit);
        for (int i = 0; i < 60_000; i++) {
            // A small range makes hits, and neighbouring values make long probe sequences.
            long key = random.nextLong(3L * limit) - limit;
            boolean fresh = expected.add(key);
            if (expected.size() > limit) {
                expected.removeFirst();
            }
            assertThat(keys.add(key)).isEqualTo(fresh);
        }
        for (long key = -limit; key < 2L * limit; key++) {
            assertThat(keys.contains(key)).isEqualTo(expected.contains(key));
        }
        assertThat(keys.size()).isEqualTo(expected.size());
    }

    /** What a slot holds of a fingerprint is the same for all of these. */
    @Test
    void i2LowBitsDoNotDecide() {
        RecentKeys keys = new RecentKeys(5_000);
        for (long i = 0; i < 5_000; i++) {
            assertThat(keys.add(i << 32)).isTrue();
        }
        for (long i = 0; i < 5_000; i++) {
            assertThat(keys.contains(i << 32)).isTrue();
            assertThat(keys.contains((i + 5_000) << 32)).isFalse();
        }
    }

    @Test
    void i5DefaultWindowStaysFarBelow128MiB() {
        RecentKeys keys = new RecentKeys(AppenderConfig.DEFAULT_WINDOW);
        assertThat(keys.bytes()).isLessThan(32 << 10);
        Random random = new Random(1);
        for (int i = 0; i < AppenderConfig.DEFAULT_WINDOW + 100_000; i++) {
            keys.add(random.nextLong());
        }

        assertThat(keys.size()).isEqualTo(AppenderConfig.DEFAULT_WINDOW);
        assertThat(keys.bytes()).isLessThan(DataSize.ofMebibytes(72).bytes());
    }
}
