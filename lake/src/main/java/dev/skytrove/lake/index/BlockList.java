package dev.skytrove.lake.index;

import java.util.Arrays;

/** Ascending block numbers, while an index is made. Not for use by several threads at once. */
final class BlockList {
    private static final int[] NONE = {};

    private int[] blocks = NONE;
    private int length;

    /** Adds a block, unless it is the last one already. */
    void add(int block) {
        if (length > 0 && blocks[length - 1] == block) {
            return;
        }
        if (length == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(1, 2 * length));
        }
        blocks[length++] = block;
    }

    /** Adds those that follow. */
    void addAll(int[] further) {
        for (int block : further) {
            add(block);
        }
    }

    void clear() {
        blocks = NONE;
        length = 0;
    }

    /** How many fit before more memory is taken. */
    int room() {
        return blocks.length;
    }

    int[] toArray() {
        return Arrays.copyOf(blocks, length);
    }
}
