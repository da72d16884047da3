package dev.skytrove.lake;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of flush, import, compaction, rewrite, partial deletion and crash: after every single operation on an
 * object the live files hold each row exactly once.
 */
final class TestLakeHistories {
    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void i4LiveFilesHoldEachRowOnce(long seed) {
        LakeHistory history = new LakeHistory(seed);
        for (int i = 0; i < STEPS; i++) {
            history.step();
        }
        history.requireEventful();
    }
}
