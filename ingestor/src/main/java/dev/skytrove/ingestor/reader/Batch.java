package dev.skytrove.ingestor.reader;

import dev.skytrove.buffer.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events that go to the buffer together: so many, so many bytes, or what came in so much time. */
final class Batch {
    private static final long MAX_BYTES = 1 << 20;

    private final int maxEvents;
    private final Duration maxDelay;
    private List<ReceivedEvent> events = new ArrayList<>();
    private long bytes;
    private long begun;

    Batch(int maxEvents, Duration maxDelay) {
        this.maxEvents = maxEvents;
        this.maxDelay = maxDelay;
    }

    void add(ReceivedEvent event) {
        if (events.isEmpty()) {
            begun = System.nanoTime();
        }
        events.add(event);
        bytes += event.raw().length();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    boolean isFull() {
        return events.size() >= maxEvents || bytes >= MAX_BYTES;
    }

    /** Whether its first event has waited long enough. */
    boolean isDue() {
        return !events.isEmpty() && remaining(maxDelay).isZero();
    }

    /** How long more events may be waited for, at most {@code limit}. */
    Duration remaining(Duration limit) {
        if (events.isEmpty()) {
            return limit;
        }
        long left = Math.max(0, maxDelay.toNanos() - (System.nanoTime() - begun));
        return left < limit.toNanos() ? Duration.ofNanos(left) : limit;
    }

    /** The events, which are no longer the batch's. */
    List<ReceivedEvent> take() {
        List<ReceivedEvent> taken = events;
        events = new ArrayList<>(maxEvents);
        bytes = 0;
        return taken;
    }
}
