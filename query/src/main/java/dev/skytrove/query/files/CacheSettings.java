package dev.skytrove.query.files;

import dev.skytrove.lake.DataSize;
import java.nio.file.Path;

/**
 * What a cache of the lake's files may use.
 *
 * @param directory where the copies are; processes may share it
 * @param size how large they may become together
 * @param parallelDownloads how many files are downloaded at once
 * @param wholeBelow smaller files are fetched as a whole, also if little of them is needed
 */
public record CacheSettings(Path directory, DataSize size, int parallelDownloads, DataSize wholeBelow) {
    /** How large caches become if nobody says, as settings are written. */
    public static final String USUAL_SIZE = "4GiB";

    /** To fetch that much takes about as long as two requests. */
    private static final DataSize WHOLE_BELOW = DataSize.ofMebibytes(4);

    /** The same with the usual limit for parts of files. */
    public CacheSettings(Path directory, DataSize size, int parallelDownloads) {
        this(directory, size, parallelDownloads, WHOLE_BELOW);
    }

    /**
     * The same, in the directory that {@link PrivateDirectory#open} says.
     *
     * @throws IllegalArgumentException if the directory is not fit to be used
     */
    public CacheSettings inPrivate() {
        return new CacheSettings(PrivateDirectory.open(directory), size, parallelDownloads, wholeBelow);
    }

    /** @throws IllegalArgumentException if {@code size} is nothing or {@code parallelDownloads} is below 1 */
    public CacheSettings {
        if (size.bytes() == 0 || parallelDownloads < 1) {
            throw new IllegalArgumentException("a cache needs a size and at least 1 download, not " + size + " and "
                    + parallelDownloads);
        }
    }
}
