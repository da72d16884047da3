package dev.skytrove.lake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The rule that makes a listing readable: a file whose batch range lies inside another's is superseded (I4). */
public final class LiveFiles {
    private static final Comparator<LakeFile> WIDEST_FIRST = Comparator.comparing(LakeFile::table)
            .thenComparing(LakeFile::hour)
            .thenComparing(LakeFile::firstBatch)
            .thenComparing(LakeFile::lastBatch, Comparator.reverseOrder())
            .thenComparing(LakeFile::level, Comparator.reverseOrder());

    private LiveFiles() {}

    /**
     * The files of a listing that hold each row once.
     *
     * @param listed files of any tables and hours, in any order
     * @return those that no other supersedes, by table, hour and first batch
     */
    public static List<LakeFile> of(Collection<LakeFile> listed) {
        Deque<LakeFile> live = new ArrayDeque<>();
        // Sorted this way, whatever supersedes a file stands before it, and the last live one reaches furthest.
        for (LakeFile file : listed.stream().distinct().sorted(WIDEST_FIRST).toList()) {
            if (live.isEmpty() || !file.isSupersededBy(live.getLast())) {
                live.addLast(file);
            }
        }
        return new ArrayList<>(live);
    }
}
