package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.metrics.PauseClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The bounded queue between reading a connection and appending to the buffer. When it holds enough events or bytes it pauses
 * the connection, and lets it read again when half of them are taken, so Jetstream waits for the buffer (I5). What had been
 * received before the pause took effect still comes in: about a receive buffer and one message more than the bounds.
 */
final class MessageQueue implements MessageListener {
    private final int maxEvents;
    private final long maxBytes;
    private final PauseClock pauses;
    private final BlockingQueue<Messages> queue = new LinkedBlockingQueue<>();
    private int events;
    private long bytes;
    private Optional<JetstreamConnection> paused = Optional.empty();
    private boolean leaving;

    /**
     * @param maxEvents the number of events that pauses the connection
     * @param maxBytes the number of bytes that pauses the connection
     * @param pauses is told when a pause begins and ends
     */
    MessageQueue(int maxEvents, long maxBytes, PauseClock pauses) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.pauses = pauses;
    }

    @Override
    public void messages(JetstreamConnection connection, Messages messages) {
        received(connection, messages.list().size(), messages.bytes());
        queue.add(messages);
    }

    private synchronized void received(JetstreamConnection connection, int count, long size) {
        events += count;
        bytes += size;
        if (!leaving && paused.isEmpty() && (events >= maxEvents || bytes >= maxBytes)) {
            connection.pause();
            paused = Optional.of(connection);
            pauses.begin();
        }
    }

    /** The oldest messages, waiting for them at most {@code wait}; empty if none came. */
    Optional<Messages> poll(Duration wait) throws InterruptedException {
        Optional<Messages> next = Optional.ofNullable(queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
        next.ifPresent(this::taken);
        return next;
    }

    private synchronized void taken(Messages messages) {
        events -= messages.list().size();
        bytes -= messages.bytes();
        if (!leaving && events <= maxEvents / 2 && bytes <= maxBytes / 2) {
            paused.ifPresent(this::resume);
        }
    }

    private void resume(JetstreamConnection connection) {
        paused = Optional.empty();
        pauses.end();
        connection.resume();
    }

    /** Lets the connection read nothing more, whatever room there is. */
    synchronized void leave(JetstreamConnection connection) {
        leaving = true;
        if (paused.isPresent()) {
            paused = Optional.empty();
            pauses.end();
        }
        connection.pause();
    }

    /** Whether it makes the connection wait. */
    synchronized boolean isPausing() {
        return paused.isPresent();
    }

    /** Events that wait. */
    synchronized int events() {
        return events;
    }
}
