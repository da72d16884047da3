package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.read.LocalFile;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of files that nobody may see, in a temporary table: by the place of their file among those that a statement reads. */
final class HiddenTable {
    /** To stand behind what is read of files, whose rows are in {@code p}. */
    static final String ANTI_JOIN = " p ANTI JOIN hidden_rows h"
            + " ON h.file = p.file_index::INTEGER AND h.place = p.file_row_number::INTEGER ";

    private static final String CREATE = "CREATE TEMP TABLE hidden_rows (file INTEGER, place INTEGER)";
    private static final String DROP = "DROP TABLE hidden_rows";
    private static final String ADD = "INSERT INTO hidden_rows SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[])";

    /** So many rows are added by one statement, and those of the file with them. */
    private static final int ENOUGH = 1 << 12;

    private final Session session;
    private final Map<LakeFile, BitSet> hidden;

    /** @param hidden of each file the places of the rows that nobody may see, counted from 0 */
    HiddenTable(Session session, Map<LakeFile, BitSet> hidden) {
        this.session = session;
        this.hidden = hidden;
    }

    /** Makes the table of some files, and ends it: all of that or, if it fails, nothing. */
    void with(List<LocalFile> local, Runnable query) {
        session.atomically(() -> {
            session.update(CREATE);
            fill(local);
            query.run();
            session.update(DROP);
        });
    }

    private void fill(List<LocalFile> local) {
        Map<Integer, BitSet> some = new LinkedHashMap<>();
        int count = 0;
        for (int i = 0; i < local.size(); i++) {
            BitSet rows = rows(local.get(i));
            some.put(i, rows);
            count += rows.cardinality();
            if (count >= ENOUGH) {
                add(some);
                some.clear();
                count = 0;
            }
        }
        if (count > 0) {
            add(some);
        }
    }

    /** Counted from the first row of what is read of the file. */
    private BitSet rows(LocalFile file) {
        BitSet rows = hidden.get(file.planned().file());
        FilePart part = file.part();
        return part.isWhole() ? rows : rows.get((int) part.first(), (int) part.end());
    }

    private void add(Map<Integer, BitSet> some) {
        int[] files = some.entrySet().stream()
                .flatMapToInt(file -> file.getValue().stream().map(place -> file.getKey()))
                .toArray();
        int[] places = some.values().stream().flatMapToInt(BitSet::stream).toArray();
        session.update(ADD, files, places);
    }
}
