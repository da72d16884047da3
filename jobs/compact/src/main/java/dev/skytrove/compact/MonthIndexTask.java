package dev.skytrove.compact;

import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.index.MonthIndexListing;
import java.util.List;

/**
 * A word index of a month to write.
 *
 * @param index which one
 * @param days the indexes of days that it is made from, in their order; at least one
 * @param files how many files of posts these are of
 * @param most how large it may be; else it names no file
 * @param inTheWay what is to go once it is there
 */
record MonthIndexTask(
        MonthIndex index,
        List<IndexListing.Entry> days,
        int files,
        long most,
        List<MonthIndexListing.Listed> inTheWay) {
    MonthIndexTask {
        days = List.copyOf(days);
        inTheWay = List.copyOf(inTheWay);
    }

    /** The indexes' size. */
    long bytes() {
        return days.stream().mapToLong(IndexListing.Entry::size).sum();
    }
}
