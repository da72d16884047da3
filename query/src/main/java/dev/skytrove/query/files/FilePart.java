package dev.skytrove.query.files;

import java.nio.file.Path;

/**
 * A file of the lake on the local disk, or one of its row groups, as a file of its own.
 *
 * @param path where it is
 * @param first the place in the lake's file of its first row
 * @param end the place there behind its last one; {@link Long#MAX_VALUE} of a whole file
 */
public record FilePart(Path path, long first, long end) {
    /** All of a file. */
    public static FilePart whole(Path path) {
        return new FilePart(path, 0, Long.MAX_VALUE);
    }

    /** Whether it is all of a file. */
    public boolean isWhole() {
        return first == 0 && end == Long.MAX_VALUE;
    }
}
