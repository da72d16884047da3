package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The hours that are over.
 *
 * @param settled which files may be replaced
 * @param now the time
 * @param margin how long ago an hour must have ended
 */
record SettledHours(SettledFiles settled, Instant now, Duration margin) {
    /** What may be replaced in each of them: the settled files up to the first that is not, in order of the hours. */
    List<MergeTask> tasks(LakeListing listing) {
        List<MergeTask> tasks = new ArrayList<>();
        List<LakeListing.Entry> live = listing.live();
        int start = 0;
        while (start < live.size()) {
            int end = endOfHour(live, start);
            int settledEnd = start;
            while (settledEnd < end && isDue(live.get(settledEnd))) {
                settledEnd++;
            }
            if (settledEnd > start) {
                tasks.add(new MergeTask(live.subList(start, settledEnd)));
            }
            start = end;
        }
        return tasks;
    }

    /** Whether a file may be replaced, and its rows may tell what others leave out. */
    boolean isDue(LakeListing.Entry entry) {
        return !entry.file().hour().end().plus(margin).isAfter(now) && settled.include(entry);
    }

    private static int endOfHour(List<LakeListing.Entry> live, int start) {
        int end = start + 1;
        while (end < live.size() && live.get(end).file().isBeside(live.get(start).file())) {
            end++;
        }
        return end;
    }
}
