package dev.skytrove.runtime.http;

import io.netty.channel.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that there are, so many at most (I5): a new one makes the oldest give way that waits for no answer, so
 * that clients which send nothing keep nobody out and leave descriptors for all else.
 */
final class OpenConnections {
    /** What is closed is so a moment later, on another thread; so many at most. */
    static final int SLACK = 64;

    private final int most;
    private final int mostHeld;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final Map<Channel, HttpConnection> oldestFirst = new LinkedHashMap<>();

    OpenConnections(int most) {
        this.most = most;
        this.mostHeld = most + Math.min(SLACK, most);
    }

    /** Adds one that was just accepted; closes it if all others are being answered. */
    void add(Channel channel, HttpConnection connection) {
        held.incrementAndGet();
        surplus(channel, connection).ifPresent(surplus -> {
            var _ = surplus.close();
        });
    }

    /** Forgets one that is closed, and goes on accepting if that was held up. */
    void remove(Channel channel, Runnable resume) {
        synchronized (this) {
            oldestFirst.remove(channel);
        }
        held.decrementAndGet();
        resumeIfRoom(resume);
    }

    /** Holds up accepting while too many descriptors are on their way to be closed. */
    void holdUp(Runnable pause, Runnable resume) {
        if (held.get() >= mostHeld) {
            pause.run();
            paused.set(true);
            resumeIfRoom(resume);
        }
    }

    private void resumeIfRoom(Runnable resume) {
        if (held.get() < mostHeld && paused.compareAndSet(true, false)) {
            resume.run();
        }
    }

    private synchronized Optional<Channel> surplus(Channel channel, HttpConnection connection) {
        oldestFirst.put(channel, connection);
        if (oldestFirst.size() <= most) {
            return Optional.empty();
        }
        Optional<Channel> surplus = oldestFirst.entrySet().stream()
                .filter(open -> !open.getValue().isAnswering())
                .map(Map.Entry::getKey)
                .findFirst();
        // Not once more for the next.
        surplus.ifPresent(oldestFirst::remove);
        return surplus;
    }
}
