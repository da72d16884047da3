package dev.skytrove.buffer;

import dev.skytrove.lake.ByteSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Events of a plan of which no row can be made. All of them are counted; the first ones are kept, with all their bytes
 * while there is room, in a number and size that bound memory and keep the commit short.
 */
public final class RejectedEntries {
    public static final int MOST = 1_000;
    public static final long MOST_BYTES = 16 << 20;

    private final List<Kept> kept = new ArrayList<>();
    private boolean full;
    private long count;
    private long putAside;
    private long bytes;

    /**
     * An event that is put aside.
     *
     * @param place where it was: queue, ID of the entry, and place in it
     * @param bytes what is kept of it
     * @param reason why
     */
    public record Kept(String place, PutAside bytes, String reason) {}

    /**
     * Takes another event.
     *
     * @param reason why no row can be made of it, as a short constant
     */
    public void add(Queue queue, BufferEntry entry, String reason) {
        count++;
        if (kept.size() < MOST && !full) {
            PutAside whole = PutAside.of(ByteSlice.of(entry.raw()), AppenderConfig.DEFAULT_MALFORMED_SIZE);
            keep(queue.label() + " " + entry.id() + " " + entry.index(), whole, reason);
        }
    }

    private void keep(String place, PutAside whole, String reason) {
        PutAside part = bytes + whole.size() <= MOST_BYTES ? whole : whole.headOnly();
        full = bytes + part.size() > MOST_BYTES;
        if (!full) {
            kept.add(new Kept(place, part, reason));
            bytes += part.size();
        }
    }

    /** The same for an event of which all bytes are in the bucket. */
    public void addPutAside(Queue queue, BufferEntry entry) {
        add(queue, entry, "put_aside");
        putAside++;
    }

    /** The same for all events of a block that is in the bucket as it was. */
    public void addPutAsideBlock(int events) {
        count += events;
        putAside += events;
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
    public List<Kept> kept() {
        return Collections.unmodifiableList(kept);
    }
}
