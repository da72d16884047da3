package dev.skytrove.ingestor.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where a subscription begins. */
public sealed interface StartAt {
    /** With what happens next. */
    record Now() implements StartAt {
        @Override
        public String toString() {
            return "from now on";
        }
    }

    /**
     * At a point in time.
     *
     * @param timeUs microseconds since 1970, positive
     */
    record Time(long timeUs) implements StartAt {
        /** @throws IllegalArgumentException if the time is not positive */
        public Time {
            positive(timeUs);
        }

        @Override
        public String toString() {
            return "from cursor " + timeUs + " (" + Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS) + ")";
        }
    }

    /**
     * At an event of this very server, if it numbers its events.
     *
     * @param sequence the event's number, positive
     */
    record Sequence(long sequence) implements StartAt {
        /** @throws IllegalArgumentException if the number is not positive */
        public Sequence {
            positive(sequence);
        }

        @Override
        public String toString() {
            return "from sequence number " + sequence;
        }
    }

    private static void positive(long cursor) {
        if (cursor <= 0) {
            throw new IllegalArgumentException("a cursor is positive, not " + cursor);
        }
    }
}
