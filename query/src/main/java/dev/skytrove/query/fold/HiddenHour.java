package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which rows of an hour's files of posts nobody may see, as far as some files say. Nothing of it is changed.
 *
 * @param bytes how many the files of posts have together: a lake that was begun anew has others of the same names
 * @param dead of each file the places of rows that nobody will see again, counted from 0
 * @param gone those of accounts that are not shown, dead or not
 * @param seen the files that say so, and others
 */
record HiddenHour(long bytes, Map<LakeFile, BitSet> dead, Map<LakeFile, BitSet> gone, Set<LakeFile> seen) {
    /** The files of posts. */
    Set<LakeFile> posts() {
        return dead.keySet();
    }

    /** Both together, of each file. */
    Map<LakeFile, BitSet> all() {
        Map<LakeFile, BitSet> all = new HashMap<>();
        dead.forEach((file, rows) -> {
            BitSet both = (BitSet) rows.clone();
            both.or(gone.get(file));
            all.put(file, both);
        });
        return all;
    }

    /** Whether another one says the same; null for none. */
    boolean isSame(HiddenHour other) {
        return other != null
                && bytes == other.bytes
                && dead.equals(other.dead)
                && gone.equals(other.gone)
                && seen.equals(other.seen);
    }

    /** About how many bytes it takes, without {@link #seen}, which many share. */
    long weight() {
        return bytes(dead) + bytes(gone);
    }

    private static long bytes(Map<LakeFile, BitSet> rows) {
        return rows.values().stream().mapToLong(BitSet::size).sum() / Byte.SIZE + 200L * rows.size();
    }
}
