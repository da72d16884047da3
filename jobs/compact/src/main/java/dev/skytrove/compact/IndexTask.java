package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.index.IndexListing;
import java.time.Instant;
import java.util.List;

/**
 * A word index to write.
 *
 * @param index the object
 * @param files the files of posts that it is made from, in order of their hours; at least one
 * @param most how large it may be; else it names no file
 * @param inTheWay what is to go once it is there
 */
record IndexTask(IndexFile index, List<LakeListing.Entry> files, long most, List<IndexListing.Entry> inTheWay) {
    IndexTask {
        files = List.copyOf(files);
        inTheWay = List.copyOf(inTheWay);
    }

    /** The one of a day that takes the place of all that are listed. */
    static IndexTask of(Instant day, List<LakeListing.Entry> files, IndexListing indexes, long most) {
        String fingerprint = IndexFile.fingerprint(files.stream().map(LakeListing.Entry::file).toList());
        IndexFile index = new IndexFile(day, indexes.nextGeneration(day), fingerprint);
        return new IndexTask(index, files, most, indexes.inTheWay(day));
    }

    /** The files' size. */
    long bytes() {
        return files.stream().mapToLong(LakeListing.Entry::size).sum();
    }
}
