package dev.skytrove.query.index;

import dev.skytrove.lake.parquet.GroupTable;
import dev.skytrove.lake.parquet.MonthIndexReader;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.files.GroupChoice;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The postings of a month's index, of which the row groups are read that have some rows. */
final class Postings {
    /** Rows that are nearer to each other are read by one statement. */
    private static final int GAP = 1 << 16;

    private static final String BLOCKS = """
            SELECT DISTINCT unnest(blocks) FROM read_parquet(?, file_row_number = true, hive_partitioning = false)
            WHERE file_row_number >= ? AND file_row_number < ? AND file_row_number IN (SELECT unnest(?::INTEGER[]))""";

    private final Session session;
    private final List<FilePart> parts;
    private final int all;

    private Postings(Session session, List<FilePart> parts, int all) {
        this.session = session;
        this.parts = parts;
        this.all = all;
    }

    /**
     * Brings what has some rows onto the local disk.
     *
     * @return to be closed when the postings are not needed any more
     */
    static LocalFiles.PinnedObject pin(LocalFiles files, StoredObject object, BitSet rows) {
        GroupChoice choice = table -> table.groups().stream()
                .filter(group -> has(rows, group))
                .toList();
        return files.pinParts(object, choice);
    }

    /**
     * Reads what was brought.
     *
     * @param all how many blocks the index has
     * @throws IOException if the footer is damaged
     */
    static Postings of(Session session, LocalFiles.PinnedObject pinned, int all) throws IOException {
        for (FilePart part : pinned.parts()) {
            if (part.isWhole()) {
                MonthIndexReader.checkFooter(part.path());
            }
        }
        return new Postings(session, pinned.parts(), all);
    }

    /** In about how many row groups rows are. */
    static long groups(BitSet rows) {
        return rows.stream().map(row -> row / GAP).distinct().count();
    }

    /** The blocks of the rows of each piece. */
    Map<String, BitSet> blocks(Map<String, BitSet> rows) {
        Map<String, BitSet> blocks = new HashMap<>();
        rows.forEach((piece, some) -> blocks.put(piece, blocks(some)));
        return blocks;
    }

    private BitSet blocks(BitSet rows) {
        BitSet blocks = new BitSet();
        for (FilePart part : parts) {
            BitSet within = new BitSet();
            rows.stream()
                    .filter(row -> row >= part.first() && row < part.end())
                    .forEach(row -> within.set((int) (row - part.first())));
            for (RowRange range : ranges(within)) {
                read(part, range, within.get((int) range.first(), (int) range.end()), blocks);
            }
        }
        return blocks;
    }

    /** @param rows counted from the first of the range */
    private void read(FilePart part, RowRange range, BitSet rows, BitSet blocks) {
        int first = (int) range.first();
        session.list(
                BLOCKS,
                row -> Dictionary.set(blocks, row.getInt(1), all),
                List.of(DuckDb.pattern(part.path())),
                first,
                (int) range.end(),
                rows.stream().map(row -> first + row).toArray());
    }

    private static List<RowRange> ranges(BitSet rows) {
        List<RowRange> ranges = new ArrayList<>();
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            boolean near = !ranges.isEmpty() && row - ranges.getLast().end() < GAP;
            ranges.add(new RowRange(near ? ranges.removeLast().first() : row, row + 1L));
        }
        return ranges;
    }

    private static boolean has(BitSet rows, GroupTable.Group group) {
        int next = rows.nextSetBit((int) Math.min(Integer.MAX_VALUE, group.first()));
        return next >= 0 && next < group.end();
    }
}
