package dev.skytrove.functions;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** The one form of the times in answers. */
public final class Times {
    private static final int MICROSECONDS = 1_000_000;

    private Times() {}

    /** ISO 8601 in UTC, always with six decimals: {@code 2026-07-04T14:38:06.692000Z}. */
    public static String format(Instant instant) {
        String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        // The leading 1 keeps the zeros.
        String micros = Integer.toString(MICROSECONDS + instant.get(ChronoField.MICRO_OF_SECOND)).substring(1);
        return seconds.substring(0, seconds.length() - 1) + "." + micros + "Z";
    }
}
