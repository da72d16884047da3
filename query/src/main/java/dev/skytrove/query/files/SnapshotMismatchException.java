package dev.skytrove.query.files;

import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.storage.StorageException;

/** A snapshot is not searched because an object has another length than its manifest says; the message names both. */
public final class SnapshotMismatchException extends StorageException {
    private static final long serialVersionUID = 1L;

    SnapshotMismatchException(SnapshotName snapshot, PlannedFile named, long there) {
        super("the snapshot " + snapshot + " cannot be searched: by its manifest '" + named.file().name() + "' has "
                + named.size() + " bytes, and it has " + there);
    }
}
