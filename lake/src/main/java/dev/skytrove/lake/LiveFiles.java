package dev.skytrove.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The rule that makes a listing readable (I4): within an hour and series, a file is superseded by one whose range of
 * batches contains its own and is larger or of a higher generation. Names alone decide.
 */
public final class LiveFiles {
    private static final Comparator<LakeFile> WIDEST_FIRST = Comparator.comparing(LakeFile::table)
            .thenComparing(LakeFile::hour)
            .thenComparing(file -> file.series().label())
            .thenComparingLong(file -> file.batches().first())
            .thenComparing(file -> file.batches().last(), Comparator.reverseOrder())
            .thenComparing(LakeFile::generation, Comparator.reverseOrder());

    private LiveFiles() {}

    /**
     * The files of a listing that hold each row once.
     *
     * @param listed files of any tables, hours and series, in any order
     * @return those that no other supersedes, by table, hour, series and first batch
     * @throws OverlappingFilesException if two of these cover the same batch
     */
    public static List<LakeFile> of(Collection<LakeFile> listed) {
        List<LakeFile> live = new ArrayList<>();
        // Sorted this way, whatever supersedes a file stands before it, and the last live one reaches furthest.
        for (LakeFile file : listed.stream().distinct().sorted(WIDEST_FIRST).toList()) {
            if (live.isEmpty() || !file.isSupersededBy(live.getLast())) {
                requireApart(live, file);
                live.add(file);
            }
        }
        return live;
    }

    private static void requireApart(List<LakeFile> live, LakeFile file) {
        if (!live.isEmpty()
                && file.isBeside(live.getLast())
                && file.batches().first() <= live.getLast().batches().last()) {
            throw new OverlappingFilesException(live.getLast(), file);
        }
    }
}
