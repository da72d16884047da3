package dev.skytrove.query.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestDictionary {
    private final BitSet blocks = new BitSet();

    @Test
    void blocksOfTheIndexAreAdded() throws SQLException {
        Dictionary.set(blocks, 0, 3);
        Dictionary.set(blocks, 2, 3);

        assertThat(blocks.stream()).containsExactly(0, 2);
    }

    /** The greatest would take 256 MiB. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 3, Integer.MAX_VALUE})
    void otherBlocksAreRefused(int block) {
        assertThatThrownBy(() -> Dictionary.set(blocks, block, 3))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("3 blocks");
        assertThat(blocks.size()).isLessThan(100);
    }
}
