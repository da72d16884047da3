package dev.skytrove.lake.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When an event is taken to have happened: the time that its server gave it, where that can be, else when the event was
 * received. It cannot be before 2022, when the network did not exist yet, nor more than an hour after it was received.
 */
public final class EventTime {
    private static final Duration TOLERANCE = Duration.ofHours(1);
    private static final long FIRST = micros(Instant.parse("2022-01-01T00:00:00Z"));

    private EventTime() {}

    /**
     * The table's {@code indexed_at}, in microseconds since 1970.
     *
     * @param timeUs what the server said
     * @param receivedAt when the event was received: something recorded, so that the answer never changes
     */
    public static long indexed(long timeUs, Instant receivedAt) {
        return isAbsurd(timeUs, receivedAt) ? micros(receivedAt) : timeUs;
    }

    /** Whether what a server said of an event cannot be its time. */
    public static boolean isAbsurd(long timeUs, Instant receivedAt) {
        return timeUs < FIRST || timeUs > micros(receivedAt.plus(TOLERANCE));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
