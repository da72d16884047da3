package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.storage.StorageException;

/** An object under the name of a manifest is none that this release can read: what its snapshot names is not known. */
public final class UnreadableManifestException extends StorageException {
    private static final long serialVersionUID = 1L;

    UnreadableManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}
