package dev.skytrove.query.files;

import dev.skytrove.lake.storage.StorageException;

/** A query is given up because a file is gone, though the lake was listed anew meanwhile; the message names it. */
public final class MissingFileException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** @param last the second of the failures */
    public MissingFileException(LakeChangedException last) {
        super(
                "'" + last.name() + "' is missing or has changed, also after the lake was listed again: a snapshot names it, or the"
                        + " lake changes faster than it can be read",
                last);
    }
}
