package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.IndexFile;
import java.util.List;

/**
 * A word index to write.
 *
 * @param index the object
 * @param files the files of posts that it is made from, in order of their hours; at least one
 * @param most how large it may be; else it names no file
 */
record IndexTask(IndexFile index, List<LakeListing.Entry> files, long most) {
    IndexTask {
        files = List.copyOf(files);
    }

    /** The files' size. */
    long bytes() {
        return files.stream().mapToLong(LakeListing.Entry::size).sum();
    }
}
