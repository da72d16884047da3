package dev.skytrove.functions;

import dev.skytrove.query.criteria.TimeRange;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** The one form of the times in answers. */
public final class Times {
    private static final int MICROSECONDS = 1_000_000;

    private Times() {}

    /** An end of a range, as {@link #format(Instant)} has it; null if the range is open there. */
    public static @Nullable String format(TimeRange range, Function<TimeRange, Instant> end) {
        Instant time = end.apply(range);
        return time.equals(end.apply(TimeRange.ALL)) ? null : format(time);
    }

    /** ISO 8601 in UTC, always with six decimals: {@code 2026-07-04T14:38:06.692000Z}. */
    public static String format(Instant instant) {
        String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        // The leading 1 keeps the zeros.
        String micros = Integer.toString(MICROSECONDS + instant.get(ChronoField.MICRO_OF_SECOND)).substring(1);
        return seconds.substring(0, seconds.length() - 1) + "." + micros + "Z";
    }
}
