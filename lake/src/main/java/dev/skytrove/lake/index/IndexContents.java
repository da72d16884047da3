package dev.skytrove.lake.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an index says of itself, in the metadata of its Parquet file. Blocks have numbers from 0 on through all files, in
 * their order; each file begins with a block of its own, and its last block may be a short one.
 *
 * @param blockRows how many consecutive rows of a file make a block, at least 1
 * @param mostPosts of a run that is in more posts the index does not tell the blocks
 * @param files what it was made from, by name
 */
public record IndexContents(int blockRows, int mostPosts, List<Indexed> files) {
    private static final String PREFIX = "skytrove.index.";

    /** Where the metadata tells the version. */
    static final String VERSION_KEY = PREFIX + "version";

    /** A reader leaves an index of another version alone. */
    private static final String VERSION = "1";

    /** That of an index of a month. */
    private static final String MONTH_VERSION = "2";

    /** @throws IllegalArgumentException if the blocks make no sense, or are too many for their numbers */
    public IndexContents {
        files = List.copyOf(files);
        if (blockRows < 1 || mostPosts < 0) {
            throw new IllegalArgumentException("no blocks: of " + blockRows + " rows, of at most " + mostPosts + " posts");
        }
        if (blocks(files, blockRows) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("more blocks than there are numbers");
        }
    }

    /**
     * A file of posts.
     *
     * @param file which one
     * @param rows how many it has
     */
    public record Indexed(LakeFile file, long rows) {}

    /**
     * Reads what {@link #metadata} made.
     *
     * @throws IOException if it is damaged, or of a version that this release does not know
     */
    public static IndexContents of(Map<String, String> metadata) throws IOException {
        return of(metadata, VERSION);
    }

    /** Reads what {@link #monthMetadata} made. Throws what {@link #of} throws. */
    public static IndexContents ofMonth(Map<String, String> metadata) throws IOException {
        return of(metadata, MONTH_VERSION);
    }

    /** Whether metadata are those of an index of a version that this release does not know. */
    public static boolean isOfOtherVersion(Map<String, String> metadata) {
        return metadata.containsKey(VERSION_KEY) && !Set.of(VERSION, MONTH_VERSION).contains(metadata.get(VERSION_KEY));
    }

    private static IndexContents of(Map<String, String> metadata, String version) throws IOException {
        if (!version.equals(metadata.get(VERSION_KEY))) {
            throw new IOException("its version is " + metadata.get(VERSION_KEY) + "; this release knows " + version);
        }
        try {
            return new IndexContents(
                    Integer.parseInt(metadata.getOrDefault(PREFIX + "block_rows", "")),
                    Integer.parseInt(metadata.getOrDefault(PREFIX + "most_posts", "")),
                    files(metadata.getOrDefault(PREFIX + "files", "")));
        } catch (IllegalArgumentException e) {
            throw new IOException("its metadata cannot be understood: " + e.getMessage(), e);
        }
    }

    /** The metadata of its file, if it is of a day. */
    public Map<String, String> metadata() {
        return metadata(VERSION);
    }

    /** The metadata of its words, if it is of a month. */
    public Map<String, String> monthMetadata() {
        return metadata(MONTH_VERSION);
    }

    private Map<String, String> metadata(String version) {
        StringBuilder lines = new StringBuilder();
        files.forEach(indexed ->
                lines.append(indexed.rows).append(' ').append(indexed.file.name()).append('\n'));
        return Map.of(
                VERSION_KEY, version,
                PREFIX + "block_rows", Integer.toString(blockRows),
                PREFIX + "most_posts", Integer.toString(mostPosts),
                PREFIX + "files", lines.toString());
    }

    /** How many blocks all files have. */
    public int blocks() {
        return (int) blocks(files, blockRows);
    }

    /** How many blocks the file at a place has. */
    public int blocks(int place) {
        return (int) blocks(files.get(place).rows, blockRows);
    }

    private static long blocks(List<Indexed> files, int blockRows) {
        return files.stream().mapToLong(indexed -> blocks(indexed.rows, blockRows)).sum();
    }

    private static long blocks(long rows, int blockRows) {
        return (rows + blockRows - 1) / blockRows;
    }

    private static List<Indexed> files(String lines) {
        List<Indexed> files = new ArrayList<>();
        Set<LakeFile> seen = new HashSet<>();
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            int space = line.indexOf(' ');
            LakeFile file = LakeFile.parse(line.substring(space + 1));
            long rows = Long.parseLong(line, 0, Math.max(space, 0), 10);
            if (file.table() != Table.POSTS || rows < 0 || !seen.add(file)) {
                throw new IllegalArgumentException("no file of posts: '" + line + "'");
            }
            files.add(new Indexed(file, rows));
        }
        return files;
    }
}
