package dev.skytrove.buffer;

import dev.skytrove.lake.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Events of a plan of which no row can be made. All of them are counted; the first ones are kept, in a number and size
 * that bound memory and keep the commit short.
 */
public final class RejectedEntries {
    static final int MOST = 1_000;
    static final long MOST_BYTES = 4 << 20;

    private final List<Kept> kept = new ArrayList<>();
    private long count;
    private long putAside;
    private long bytes;

    /**
     * An event that is put aside.
     *
     * @param table the queue's table
     * @param entry its place in the queue, and as much of its bytes as is kept
     * @param length how many bytes it has
     * @param reason why
     */
    record Kept(Table table, BufferEntry entry, int length, String reason) {
        /** Where it was. */
        String place() {
            return table.label() + " " + entry.id() + " " + entry.index();
        }
    }

    /**
     * Takes another event.
     *
     * @param reason why no row can be made of it, as a short constant
     */
    public void add(Table table, BufferEntry entry, String reason) {
        count++;
        BufferEntry part = cut(entry);
        if (kept.size() < MOST && bytes + part.raw().length <= MOST_BYTES) {
            kept.add(new Kept(table, part, entry.raw().length, reason));
            bytes += part.raw().length;
        }
    }

    /** The same for an event of which all bytes are in the bucket. */
    public void addPutAside(Table table, BufferEntry entry) {
        add(table, entry, "put_aside");
        putAside++;
    }

    /** The same for all events of a block that is in the bucket as it was. */
    public void addPutAsideBlock(int events) {
        count += events;
        putAside += events;
    }

    private static BufferEntry cut(BufferEntry entry) {
        int limit = (int) AppenderConfig.DEFAULT_MALFORMED_SIZE.bytes();
        return entry.raw().length <= limit
                ? entry
                : new BufferEntry(entry.id(), entry.index(), Arrays.copyOf(entry.raw(), limit));
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** How many of them are in the bucket. */
    public long putAside() {
        return putAside;
    }

    /** Those that are put aside. */
    List<Kept> kept() {
        return Collections.unmodifiableList(kept);
    }
}
