package dev.skytrove.query.dead;

import dev.skytrove.query.files.PlannedFile;
import java.util.List;

/**
 * The files whose rows hide posts of an hour. All are of that hour or later: what hides a post then also hides whatever that
 * post hides itself, which nothing else might do in a search that lists the lake from some hour on.
 *
 * @param deletes of the table deletes
 * @param oversized of the table oversized
 * @param versions of posts
 */
public record HidingFiles(List<PlannedFile> deletes, List<PlannedFile> oversized, List<PlannedFile> versions) {
    /** None. */
    public static final HidingFiles NONE = new HidingFiles(List.of(), List.of(), List.of());

    /** Takes copies of the lists. */
    public HidingFiles {
        deletes = List.copyOf(deletes);
        oversized = List.copyOf(oversized);
        versions = List.copyOf(versions);
    }
}
