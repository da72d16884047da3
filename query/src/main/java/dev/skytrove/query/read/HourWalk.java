package dev.skytrove.query.read;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.files.PlannedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.ToLongFunction;

/** Goes through hours of posts from the newest to the oldest, or the other way. */
public final class HourWalk {
    private final Iterator<Map.Entry<HourKey, List<PlannedFile>>> hours;
    private final Order order;
    private final ToLongFunction<PlannedFile> cost;

    /**
     * Begins.
     *
     * @param newestFirst the files of each hour
     * @param cost what reading a file costs, in bytes
     */
    public HourWalk(
            NavigableMap<HourKey, List<PlannedFile>> newestFirst, Order order, ToLongFunction<PlannedFile> cost) {
        this.cost = cost;
        this.hours = (order == Order.NEWEST ? newestFirst : newestFirst.descendingMap())
                .entrySet()
                .iterator();
        this.order = order;
    }

    /**
     * Hours that follow each other.
     *
     * @param hours at least one, in order
     * @param files all of their files, in order: posts that come later are then mostly behind those found
     * @param bytes what reading them costs
     */
    public record Chunk(List<HourKey> hours, List<PlannedFile> files, long bytes) {
        /**
         * The start of the last hour. All posts before it in order are in hours up to here: a post's {@code sort_at} is
         * before the end of its hour, and at most an hour before its start.
         */
        public Instant start() {
            return hours.getLast().start();
        }
    }

    /** Whether hours are left. */
    public boolean hasNext() {
        return hours.hasNext();
    }

    /** The next hours, until reading them costs at least so many bytes; at least one hour. */
    public Chunk next(long bytes) {
        List<HourKey> keys = new ArrayList<>();
        List<PlannedFile> files = new ArrayList<>();
        long size = 0;
        do {
            Map.Entry<HourKey, List<PlannedFile>> hour = hours.next();
            keys.add(hour.getKey());
            files.addAll(order == Order.NEWEST ? hour.getValue().reversed() : hour.getValue());
            size += hour.getValue().stream().mapToLong(cost).sum();
        } while (size < bytes && hours.hasNext());
        return new Chunk(keys, files, size);
    }
}
