package dev.skytrove.simulator.server;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What the server did so far, counted when it is done: a frame when the operating system took it. */
final class Stats {
    private final long events;
    private final Faults faults;
    private final LongAdder framesSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder pauses = new LongAdder();
    private final AtomicLong connectionsOpened = new AtomicLong();
    private final AtomicLong connectionsOpen = new AtomicLong();
    private final LongAccumulator furthest = new LongAccumulator(Math::max, 0);
    private final LongAccumulator mostPending = new LongAccumulator(Math::max, 0);

    Stats(long events, Faults faults) {
        this.events = events;
        this.faults = faults;
    }

    void opened() {
        connectionsOpened.incrementAndGet();
        connectionsOpen.incrementAndGet();
    }

    void closed() {
        connectionsOpen.decrementAndGet();
    }

    /** @param end the index after the last event among the frames */
    void sent(long frames, long bytes, long end) {
        framesSent.add(frames);
        bytesSent.add(bytes);
        furthest.accumulate(end);
    }

    /** @param bytes how much waits for a client to take it */
    void pending(long bytes) {
        mostPending.accumulate(bytes);
    }

    /** A client was too slow, and sending to it paused. */
    void paused() {
        pauses.increment();
    }

    /** All of it as one line of JSON. */
    String json() {
        return "{\"events\":" + events
                + ",\"frames_sent\":" + framesSent.sum()
                + ",\"bytes_sent\":" + bytesSent.sum()
                + ",\"connections_opened\":" + connectionsOpened.get()
                + ",\"connections_open\":" + connectionsOpen.get()
                + ",\"furthest\":" + furthest.get()
                + ",\"slow_client_pauses\":" + pauses.sum()
                + ",\"peak_pending_bytes\":" + mostPending.get()
                + ",\"faults\":" + faults.json() + "}";
    }
}
