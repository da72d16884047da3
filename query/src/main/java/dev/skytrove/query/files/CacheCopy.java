package dev.skytrove.query.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A copy in a cache, or what is to become one.
 *
 * @param name of the object that it is of
 * @param path where it is
 * @param size how long it is; {@link CacheFolder#ANY_SIZE} if nothing tells
 * @param room how many bytes it needs, about
 * @param content brings it onto the local disk
 */
record CacheCopy(String name, Path path, long size, long room, Content content) {
    /** Writes the content of a copy, from the store. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes it.
         *
         * @throws LakeChangedException if the object is no longer what was listed
         * @throws dev.skytrove.lake.storage.ObjectNotFoundException likewise
         */
        void write(Path target) throws IOException;
    }
}
