package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.PlannedFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that may hide posts of an hour.
 *
 * @param deletes of the table deletes
 * @param oversized of the table oversized
 * @param versions of posts, the hour's own among them
 * @param accounts all of accounts
 */
record HidingSources(
        List<PlannedFile> deletes,
        List<PlannedFile> oversized,
        List<PlannedFile> versions,
        List<PlannedFile> accounts) {
    /** Those of a plan. */
    static HidingSources of(FilePlan plan, HourKey hour) {
        return new HidingSources(plan.deletes(hour), plan.oversized(hour), plan.superseding(hour), plan.accounts());
    }

    /** Those of them that are not among others. */
    HidingSources without(Set<LakeFile> others) {
        return new HidingSources(
                without(deletes, others), without(oversized, others), without(versions, others), without(accounts, others));
    }

    boolean isEmpty() {
        return deletes.isEmpty() && oversized.isEmpty() && versions.isEmpty() && accounts.isEmpty();
    }

    /** All of them. */
    Set<LakeFile> names() {
        return Stream.of(deletes, oversized, versions, accounts)
                .flatMap(Collection::stream)
                .map(PlannedFile::file)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of them that may hide posts of an hour. */
    HidingSources of(HourKey hour) {
        HourKey since = FilePlan.hidingSince(hour);
        return new HidingSources(from(deletes, since), from(oversized, since), from(versions, since), accounts);
    }

    /** Whether a file may hide posts of an hour. */
    static boolean mayHide(LakeFile file, HourKey hour) {
        return file.table() == Table.ACCOUNTS || file.hour().compareTo(FilePlan.hidingSince(hour)) >= 0;
    }

    /**
     * Files that may have hidden posts of an hour, or of later ones, and are there no longer, nor is one that replaces them:
     * what they hid may have to be shown.
     *
     * @param before that were seen once
     * @param now the files of the hour or of an earlier one
     */
    static List<LakeFile> gone(Set<LakeFile> before, Set<LakeFile> now, HourKey hour) {
        return before.stream()
                .filter(file -> mayHide(file, hour) && !now.contains(file))
                .filter(file -> now.stream().noneMatch(file::isSupersededBy))
                .toList();
    }

    private static List<PlannedFile> from(List<PlannedFile> files, HourKey since) {
        return files.stream().filter(file -> file.file().hour().compareTo(since) >= 0).toList();
    }

    private static List<PlannedFile> without(List<PlannedFile> files, Set<LakeFile> others) {
        return files.stream().filter(file -> !others.contains(file.file())).toList();
    }
}
