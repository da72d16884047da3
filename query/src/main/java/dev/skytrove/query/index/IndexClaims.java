package dev.skytrove.query.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.files.PlannedFile;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What the indexes that a query goes by say of files, compared with the files that it opens: an index that counts rows or
 * blocks otherwise than its files have them leads to other rows, and posts would be missing without a word. How many rows a
 * file has is compared of each that is opened, and whether a block holds what the index says of one file of each index, the
 * last in its order: then the blocks of all before it are counted right, too.
 */
final class IndexClaims {
    /** In a query that goes the other way, each file is behind all that were looked at. */
    private static final int MOST_LOOKS = 4;

    private final KnownIndexes known;
    private final Session session;
    private final Map<LakeFile, Claim> claims = new HashMap<>();
    private int looks;

    IndexClaims(KnownIndexes known, Session session) {
        this.known = known;
        this.session = session;
    }

    /**
     * What an index says.
     *
     * @param index its object name
     * @param size its length in bytes
     * @param place of the file among those of the index
     * @param rows how many the file has
     * @param blockRows how many a block has
     * @param first the number of its first block
     * @param told what the index tells of blocks
     */
    private record Claim(String index, long size, int place, long rows, int blockRows, int first, Told told) {
        /** The rows of a block that the index names, of those in a part of the file. */
        Optional<RowRange> block(FilePart part) {
            int end = Math.toIntExact(first + (rows + blockRows - 1) / blockRows);
            return told.blocks.stream()
                    .filter(block -> block >= first && block < end)
                    .mapToObj(block -> range((long) (block - first) * blockRows))
                    .filter(range -> range.first() >= part.first() && range.end() <= part.end())
                    .findFirst();
        }

        private RowRange range(long start) {
            return new RowRange(start, Math.min(start + blockRows, rows));
        }
    }

    /**
     * What an index tells of blocks.
     *
     * @param needed what is in each
     * @param blocks their numbers
     */
    record Told(Needed needed, BitSet blocks) {}

    /**
     * Takes what an index says of its files.
     *
     * @param told what it tells of the blocks of each file, those of other files among them
     */
    void add(String index, long size, IndexContents contents, Function<LakeFile, Told> told) {
        int first = 0;
        for (int place = 0; place < contents.files().size(); place++) {
            IndexContents.Indexed indexed = contents.files().get(place);
            LakeFile file = indexed.file();
            claims.put(file, new Claim(
                    index, size, place, indexed.rows(), contents.blockRows(), first, told.apply(file)));
            first += contents.blocks(place);
        }
    }

    /** As {@link RowFinder#opened} has it. */
    void opened(PlannedFile file, LongSupplier rows) {
        Claim claim = claims.get(file.file());
        if (claim == null || known.isConfirmed(claim.index, file.file())) {
            return;
        }
        long found = rows.getAsLong();
        if (found < 0) {
            return;
        }
        if (found != claim.rows) {
            throw known.rejectWrong(
                    claim.index, claim.size, file.file().name() + " has " + found + " rows, and not " + claim.rows);
        }
        known.confirm(claim.index, file.file());
    }

    /** As {@link RowFinder#reads} has it. */
    void reads(PlannedFile file, FilePart part) {
        Claim claim = claims.get(file.file());
        if (claim == null || looks == MOST_LOOKS || claim.place <= known.lastSeen(claim.index)) {
            return;
        }
        Optional<RowRange> block = claim.block(part);
        if (block.isEmpty()) {
            return;
        }
        looks++;
        if (!holds(claim, part, block.get())) {
            throw known.rejectWrong(
                    claim.index,
                    claim.size,
                    "the rows from " + block.get().first() + " to " + block.get().end() + " of " + file.file().name()
                            + " do not have a word that they should have");
        }
        known.saw(claim.index, claim.place);
    }

    private boolean holds(Claim claim, FilePart part, RowRange block) {
        List<String> pieces = List.copyOf(claim.told.needed.pieces());
        StringBuilder sql = new StringBuilder("SELECT bool_or(text_folded IS NULL)");
        pieces.forEach(piece -> sql.append(", bool_or(contains(text_folded, ?))"));
        sql.append(" FROM read_parquet(?, file_row_number = true, hive_partitioning = false)"
                + " WHERE file_row_number >= ? AND file_row_number < ?");
        Object[] parameters = new Object[pieces.size() + 3];
        for (int i = 0; i < pieces.size(); i++) {
            parameters[i] = pieces.get(i);
        }
        parameters[pieces.size()] = List.of(DuckDb.pattern(part.path()));
        parameters[pieces.size() + 1] = block.first() - part.first();
        parameters[pieces.size() + 2] = block.end() - part.first();
        try {
            return session.list(
                            sql.toString(),
                            row -> {
                                Map<String, Boolean> found = new HashMap<>();
                                for (int i = 0; i < pieces.size(); i++) {
                                    found.put(pieces.get(i), row.getBoolean(i + 2));
                                }
                                return row.getBoolean(1) || claim.told.needed.isMet(found::get);
                            },
                            parameters)
                    .getFirst();
        } catch (QueryFailedException e) {
            // Of an older file that lacks the column, or a damaged one, which is found out elsewhere.
            return true;
        }
    }
}
