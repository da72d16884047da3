package dev.skytrove.buffer.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.lake.DataSize;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
    @ValueSource(ints = {1, 2, 3, 17, 95, 96})
    void i2RemembersExactlyTheLatest(int limit) {
        RecentKeys keys = new RecentKeys(limit);
        LinkedHashSet<Long> expected = new LinkedHashSet<>();
        Random random = new Random(limit);
        // So few keys lie in generations of one each: the 127 generations come round 40 times.
        for (int i = 0; i < 5_000; i++) {
            // A small range makes hits.
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
    }

    /** The order of all that was added is known here, so that what must be recognised is, and what must not be. */
    @ParameterizedTest
    @ValueSource(ints = {97, 193, 1_000, 1_024, 1_025, 5_000, 100_000})
    void i2RemembersTheLatestAndFewMore(int limit) {
        RecentKeys keys = new RecentKeys(limit);
        Map<Long, Integer> places = new HashMap<>();
        Random random = new Random(limit);
        int added = 0;
        for (int i = 0; i < 12 * limit; i++) {
            long key = random.nextLong(3L * limit);
            int since = added - places.getOrDefault(key, -limit - slack(limit));
            boolean fresh = keys.add(key);
            if (since <= limit) {
                assertThat(fresh).isFalse();
            } else if (since > limit + slack(limit)) {
                assertThat(fresh).isTrue();
            }
            if (fresh) {
                places.put(key, added++);
            }
        }
        assertThat(added).isGreaterThan(5 * limit);
    }

    private static int slack(int limit) {
        return limit / 45;
    }

    /** 127 generations are told apart: what came so long ago that its number comes again is not taken for new. */
    @Test
    void i2OldGenerationsDoNotComeBack() {
        RecentKeys keys = new RecentKeys(960);
        keys.add(-1);
        for (long i = 0; i < 10 * 127 * 10; i++) {
            assertThat(keys.add(i)).isTrue();
            if (i >= 2_000) {
                assertThat(keys.contains(-1)).isFalse();
            }
        }
    }

    /** Whatever bits fingerprints have in common, and however unevenly they lie. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 24, 32, 40, 48})
    void i2NoBitsDecide(int shift) {
        RecentKeys keys = new RecentKeys(5_000);
        for (long i = 0; i < 5_000; i++) {
            assertThat(keys.add(i << shift)).isTrue();
        }
        for (long i = 0; i < 5_000; i++) {
            assertThat(keys.contains(i << shift)).isTrue();
            assertThat(keys.contains((i + 5_000) << shift)).isFalse();
        }
    }

    /** Twice the window, so that all slots were used again; the bytes are those of the beginning. */
    @Test
    void i5DefaultWindowTakes32MebibytesFromTheBeginning() {
        int window = AppenderConfig.DEFAULT_WINDOW;
        RecentKeys keys = new RecentKeys(window);
        assertThat(keys.bytes()).isEqualTo(DataSize.ofMebibytes(32).bytes());
        Random added = new Random(1);
        for (int i = 0; i < 2 * window; i++) {
            assertThat(keys.add(added.nextLong())).isTrue();
        }

        Random again = new Random(1);
        for (int i = 0; i < 2 * window; i++) {
            long key = again.nextLong();
            if (i >= window) {
                assertThat(keys.contains(key)).isTrue();
            } else if (i < window - window / 45) {
                assertThat(keys.contains(key)).isFalse();
            }
        }
        assertThat(keys.bytes()).isEqualTo(DataSize.ofMebibytes(32).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500_000, 5_000_000, 100_000_000, AppenderConfig.MOST_WINDOW})
    void i5MemoryFollowsTheWindow(int window) {
        Generations generations = new Generations(window);

        assertThat(generations.most()).isBetween(window, KeyTable.MOST_KEYS);
        assertThat(KeyTable.bytes(generations.most())).isBetween(7 * window, (int) ((4 << 20) + 7.6 * window));
    }
}
