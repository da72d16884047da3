package dev.skytrove.query.files;

import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import dev.skytrove.lake.storage.StorageException;

/** A snapshot is not searched because its manifest cannot be read; the message names it, the cause says why. */
public final class UnreadableSnapshotException extends StorageException {
    private static final long serialVersionUID = 1L;

    UnreadableSnapshotException(SnapshotName name, UnreadableManifestException cause) {
        super("the snapshot " + name + " cannot be searched: its manifest cannot be read", cause);
    }
}
