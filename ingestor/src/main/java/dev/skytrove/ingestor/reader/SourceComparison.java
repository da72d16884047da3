package dev.skytrove.ingestor.reader;

import dev.skytrove.buffer.ReceivedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Counts the events that only one of two sources delivered although both were connected: what one alone would have
 * lost. An event is judged when {@link #HORIZON} others have come after it; a source that is further behind than that
 * is taken for one that dropped it. Safe for use by several threads.
 */
final class SourceComparison {
    /** Events that wait for the other source: at 600 a second, seven minutes of them. 6 MiB. */
    static final int HORIZON = 1 << 18;

    private static final int SOURCES = 2;
    private static final long NOT_CONNECTED = Long.MAX_VALUE;

    private final IntConsumer onlyFrom;
    private final long[] ring;
    private final byte[] seenBy;
    /** An open hash table: indexes into the ring, plus one. */
    private final int[] slots;
    private final long[] connectedSince = new long[SOURCES];
    private long count;

    /** @param onlyFrom is told the source, 0 or 1, of each such event */
    SourceComparison(IntConsumer onlyFrom) {
        this(HORIZON, onlyFrom);
    }

    /** @param horizon a power of two */
    SourceComparison(int horizon, IntConsumer onlyFrom) {
        this.onlyFrom = onlyFrom;
        this.ring = new long[horizon];
        this.seenBy = new byte[horizon];
        this.slots = new int[2 * horizon];
        Arrays.fill(connectedSince, NOT_CONNECTED);
    }

    /** Begins to count on a source. */
    synchronized void connected(int source) {
        connectedSince[source] = count;
    }

    /** No longer counts on a source. */
    synchronized void disconnected(int source) {
        connectedSince[source] = NOT_CONNECTED;
    }

    /** Takes note of what a source delivered. */
    synchronized void delivered(int source, List<ReceivedEvent> events) {
        for (ReceivedEvent event : events) {
            if (event instanceof ReceivedEvent.Valid valid) {
                delivered(source, valid.header().fingerprint());
            }
        }
    }

    private void delivered(int source, long fingerprint) {
        int slot = find(fingerprint);
        if (slots[slot] == 0) {
            int place = (int) (count & (ring.length - 1));
            if (count >= ring.length) {
                judge(place);
                slot = find(fingerprint);
            }
            ring[place] = fingerprint;
            seenBy[place] = 0;
            slots[slot] = place + 1;
            count++;
        }
        seenBy[slots[slot] - 1] |= (byte) (1 << source);
    }

    private void judge(int place) {
        long age = count - ring.length;
        for (int source = 0; source < SOURCES; source++) {
            if (seenBy[place] == 1 << source && connectedSince[1 - source] <= age) {
                onlyFrom.accept(source);
            }
        }
        remove(find(ring[place]));
    }

    private int find(long fingerprint) {
        int mask = slots.length - 1;
        int slot = home(fingerprint);
        while (slots[slot] != 0 && ring[slots[slot] - 1] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    // Moves what was displaced past the gap into it, so that no search ends before what it looks for.
    private void remove(int removed) {
        int mask = slots.length - 1;
        int gap = removed;
        for (int next = (gap + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
            int displacement = (next - home(ring[slots[next] - 1])) & mask;
            if (displacement >= ((next - gap) & mask)) {
                slots[gap] = slots[next];
                gap = next;
            }
        }
        slots[gap] = 0;
    }

    private int home(long fingerprint) {
        return (int) ((fingerprint * 0x9E3779B97F4A7C15L) >>> (64 - Integer.numberOfTrailingZeros(slots.length)));
    }
}
