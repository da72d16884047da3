package dev.skytrove.query.index;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Looks pieces up in the words of a month's index on the local disk. */
final class MonthDictionary {
    /** Each of them is looked for in all runs of the month. */
    static final int MOST_PIECES = 6;

    /** A piece in more runs is hardly a word: it has too many postings. */
    private static final int MOST_RUNS = 4096;

    private static final String RUNS = """
            SELECT file_row_number::INTEGER, coalesce(list_sum([1::BIGINT << day FOR day IN days]), 0)::BIGINT
            FROM read_parquet(?, file_row_number = true, hive_partitioning = false)
            WHERE run = '' OR contains(run, ?) LIMIT ?""";

    private final Session session;
    private final List<String> file;

    MonthDictionary(Session session, Path words) {
        this.session = session;
        this.file = List.of(DuckDb.pattern(words));
    }

    /**
     * Where a piece is.
     *
     * @param rows the rows of its runs; among them that of the blocks of which the index cannot tell
     * @param days the days of the month of which the index does not tell its blocks, as bits
     */
    record Found(BitSet rows, long days) {
        /** Whether nothing is known of it on a day of the month. */
        boolean isCommon(int day) {
            return (days >> day & 1) == 1;
        }
    }

    /** Finds a piece; empty if it is in too many runs. */
    Optional<Found> find(String piece) {
        BitSet rows = new BitSet();
        long[] days = {0};
        session.list(
                RUNS,
                row -> {
                    rows.set(row.getInt(1));
                    days[0] |= row.getLong(2);
                    return true;
                },
                file,
                piece,
                MOST_RUNS + 1);
        return rows.cardinality() > MOST_RUNS ? Optional.empty() : Optional.of(new Found(rows, days[0]));
    }
}
