package dev.skytrove.query.files;

import java.util.List;

/**
 * What to read of rows that may hide posts, or come after them.
 *
 * @param digests each says of posts what some files say
 * @param files that none of them covers
 */
public record HidingRows(List<Digest> digests, List<PlannedFile> files) {
    /** Files alone. */
    public static HidingRows of(List<PlannedFile> files) {
        return new HidingRows(List.of(), files);
    }

    /** Takes copies of the lists. */
    public HidingRows {
        digests = List.copyOf(digests);
        files = List.copyOf(files);
    }

    /** The same digests, beside other files. */
    public HidingRows with(List<PlannedFile> others) {
        return new HidingRows(digests, others);
    }

    /**
     * A digest. To read it is harmless beside the files, or twice.
     *
     * @param object where it is: a file with the columns of the table deletes
     * @param instead the files to read if it cannot be read
     */
    public record Digest(StoredObject object, List<PlannedFile> instead) {
        /** Takes a copy of the list. */
        public Digest {
            instead = List.copyOf(instead);
        }
    }
}
