package dev.skytrove.lake.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a digest of a month says of itself, in the metadata of its Parquet file.
 *
 * @param files that it was made from
 */
public record MonthDigestContents(List<LakeFile> files) {
    /** A reader leaves a digest of another version alone. */
    private static final String VERSION = "1";

    private static final String PREFIX = "skytrove.digest.";

    /** Takes a copy of the list. */
    public MonthDigestContents {
        files = List.copyOf(files);
    }

    /** The metadata of its file. */
    public Map<String, String> metadata() {
        StringBuilder lines = new StringBuilder();
        files.forEach(file -> lines.append(file.name()).append('\n'));
        return Map.of(PREFIX + "version", VERSION, PREFIX + "files", lines.toString());
    }

    /** Whether metadata are those of a digest of a version that this release does not know. */
    public static boolean isOfOtherVersion(Map<String, String> metadata) {
        return metadata.containsKey(PREFIX + "version") && !VERSION.equals(metadata.get(PREFIX + "version"));
    }

    /**
     * Reads what {@link #metadata} made.
     *
     * @throws IOException if it is damaged, or of a version that this release does not know
     */
    public static MonthDigestContents of(Path digest) throws IOException {
        return of(TableReader.metadata(Table.DELETES, digest));
    }

    /** The same of the metadata of its file. */
    public static MonthDigestContents of(Map<String, String> metadata) throws IOException {
        if (!VERSION.equals(metadata.get(PREFIX + "version"))) {
            throw new IOException("its version is " + metadata.get(PREFIX + "version") + "; this release knows " + VERSION);
        }
        try {
            List<LakeFile> files = new ArrayList<>();
            metadata.getOrDefault(PREFIX + "files", "").lines().forEach(line -> files.add(LakeFile.parse(line)));
            return new MonthDigestContents(files);
        } catch (IllegalArgumentException e) {
            throw new IOException("its metadata cannot be understood: " + e.getMessage(), e);
        }
    }
}
