package dev.skytrove.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.IndexContents;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestBlockRows {
    private static final LakeFile FIRST = file(1);
    private static final LakeFile SECOND = file(2);

    /** Blocks of ten rows: 100 in the first file, 30 in the second, whose last one has five. */
    private static final IndexContents CONTENTS = new IndexContents(
            10, 5, List.of(new IndexContents.Indexed(FIRST, 1_000), new IndexContents.Indexed(SECOND, 295)));

    @Test
    void partsOfAFileAreToldOneByOne() {
        assertThat(rows(0, 40, 41, 99, 129))
                .isEqualTo(Map.of(
                        FIRST, List.of(new RowRange(0, 10), new RowRange(400, 420), new RowRange(990, 1_000)),
                        SECOND, List.of(new RowRange(290, 295))));
    }

    @Test
    void fileWithoutABlockHasNoRows() {
        assertThat(rows(50)).isEqualTo(Map.of(FIRST, List.of(new RowRange(500, 510)), SECOND, List.of()));
    }

    @Test
    void blocksWithLittleBetweenThemAreOnePart() {
        assertThat(rows(10, 18, 27)).containsEntry(FIRST, List.of(new RowRange(100, 190), new RowRange(270, 280)));
    }

    /** Each part costs eight blocks more than it has. */
    @Test
    void fileIsReadAsAWholeWherePartsWouldCostMoreThanHalfOfIt() {
        assertThat(rows(0, 20, 40, 60, 80)).containsKey(FIRST);
        assertThat(rows(0, 16, 32, 48, 64, 80)).doesNotContainKey(FIRST);
    }

    private static Map<LakeFile, List<RowRange>> rows(int... blocks) {
        BitSet set = new BitSet();
        for (int block : blocks) {
            set.set(block);
        }
        return BlockRows.of(CONTENTS, set);
    }

    private static LakeFile file(int batch) {
        HourKey hour = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
        return new LakeFile(Table.POSTS, hour, Series.FLUSH, BatchRange.of(batch), 0);
    }
}
