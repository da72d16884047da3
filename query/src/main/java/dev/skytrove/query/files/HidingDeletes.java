package dev.skytrove.query.files;

import java.util.List;

/**
 * What to read of deletions of posts.
 *
 * @param digests each says of posts what some files of deletes say
 * @param files of deletes that none of them covers
 */
public record HidingDeletes(List<Digest> digests, List<PlannedFile> files) {
    /** Takes copies of the lists. */
    public HidingDeletes {
        digests = List.copyOf(digests);
        files = List.copyOf(files);
    }

    /**
     * A digest. To read it is harmless beside the files, or twice.
     *
     * @param object where it is: a file of the table's columns
     * @param instead the files to read if it cannot be read
     */
    public record Digest(StoredObject object, List<PlannedFile> instead) {
        /** Takes a copy of the list. */
        public Digest {
            instead = List.copyOf(instead);
        }
    }
}
