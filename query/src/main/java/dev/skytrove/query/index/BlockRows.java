package dev.skytrove.query.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.index.IndexContents;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rows of blocks. */
final class BlockRows {
    /** To read so many blocks takes less time than to skip them. */
    private static final int GAP = 8;

    /** As many blocks are read beside each range: DuckDB takes no fewer rows at a time, and pages have as many. */
    private static final int STEP = 8;

    private BlockRows() {}

    /**
     * The rows of some blocks, for each file of an index that need not be read as a whole.
     *
     * @return none for a file without any of the blocks
     */
    static Map<LakeFile, List<RowRange>> of(IndexContents contents, BitSet blocks) {
        return of(contents, blocks, file -> true);
    }

    /** The same of the files that are wanted. */
    static Map<LakeFile, List<RowRange>> of(IndexContents contents, BitSet blocks, Predicate<LakeFile> wanted) {
        Map<LakeFile, List<RowRange>> rows = new HashMap<>();
        int first = 0;
        for (int place = 0; place < contents.files().size(); place++) {
            int end = first + contents.blocks(place);
            IndexContents.Indexed indexed = contents.files().get(place);
            if (wanted.test(indexed.file())) {
                List<RowRange> ranges = ranges(blocks, first, end, contents.blockRows(), indexed.rows());
                if (isWorthwhile(ranges, (long) STEP * contents.blockRows(), indexed.rows())) {
                    rows.put(indexed.file(), ranges);
                }
            }
            first = end;
        }
        return rows;
    }

    private static boolean isWorthwhile(List<RowRange> ranges, long step, long rows) {
        return 2 * ranges.stream().mapToLong(range -> range.length() + step).sum() <= rows || ranges.isEmpty();
    }

    private static List<RowRange> ranges(BitSet blocks, int first, int end, int blockRows, long rows) {
        List<RowRange> ranges = new ArrayList<>();
        for (int block = blocks.nextSetBit(first); block >= 0 && block < end; block = blocks.nextSetBit(block + 1)) {
            long start = (long) (block - first) * blockRows;
            RowRange range = new RowRange(start, Math.min(start + blockRows, rows));
            if (!ranges.isEmpty() && range.first() - ranges.getLast().end() < (long) GAP * blockRows) {
                range = new RowRange(ranges.removeLast().first(), range.end());
            }
            ranges.add(range);
        }
        return List.copyOf(ranges);
    }
}
