package dev.skytrove.query.files;

import dev.skytrove.lake.LakeFile;

/**
 * A file to read.
 *
 * @param file which one
 * @param size its length in bytes, as listed
 */
public record PlannedFile(LakeFile file, long size) {
    /** The object that it is. */
    StoredObject object() {
        return new StoredObject(file.name(), size);
    }

    /** By hand, like the hash: see {@link LakeFile#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PlannedFile planned && size == planned.size && file.equals(planned.file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }
}
