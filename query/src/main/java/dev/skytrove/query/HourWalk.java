package dev.skytrove.query;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.files.PlannedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Goes through hours of posts from the newest to the oldest. */
final class HourWalk {
    private final Iterator<Map.Entry<HourKey, List<PlannedFile>>> hours;

    /** @param newestFirst the files of each hour */
    HourWalk(Map<HourKey, List<PlannedFile>> newestFirst) {
        this.hours = newestFirst.entrySet().iterator();
    }

    /**
     * Hours that follow each other.
     *
     * @param hours at least one, newest first
     * @param files all of their files, newest first: posts that come later are then mostly older than those found
     * @param bytes the files' size
     */
    record Chunk(List<HourKey> hours, List<PlannedFile> files, long bytes) {
        /** The start of the oldest hour. */
        Instant start() {
            return hours.getLast().start();
        }
    }

    boolean hasNext() {
        return hours.hasNext();
    }

    /** The next hours, until their files have at least so many bytes; at least one hour. */
    Chunk next(long bytes) {
        List<HourKey> keys = new ArrayList<>();
        List<PlannedFile> files = new ArrayList<>();
        long size = 0;
        do {
            Map.Entry<HourKey, List<PlannedFile>> hour = hours.next();
            keys.add(hour.getKey());
            files.addAll(hour.getValue().reversed());
            size += hour.getValue().stream().mapToLong(PlannedFile::size).sum();
        } while (size < bytes && hours.hasNext());
        return new Chunk(keys, files, size);
    }
}
