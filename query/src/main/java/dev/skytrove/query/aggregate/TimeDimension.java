package dev.skytrove.query.aggregate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** A span of {@code sort_at} in UTC. Each post is in one. */
public enum TimeDimension implements Dimension {
    HOUR,
    DAY,
    /** From Monday on, as ISO 8601 has it. */
    WEEK,
    MONTH;

    @Override
    public String label() {
        return Dimension.label(this);
    }

    /** The start of the span that holds an instant. */
    Instant floor(Instant instant) {
        LocalDateTime hour = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
        LocalDateTime day = hour.truncatedTo(ChronoUnit.DAYS);
        LocalDateTime start = switch (this) {
            case HOUR -> hour;
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
        return start.toInstant(ZoneOffset.UTC);
    }

    /** The start of the next span. */
    Instant next(Instant start) {
        LocalDateTime utc = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        LocalDateTime next = switch (this) {
            case HOUR -> utc.plusHours(1);
            case DAY -> utc.plusDays(1);
            case WEEK -> utc.plusWeeks(1);
            case MONTH -> utc.plusMonths(1);
        };
        return next.toInstant(ZoneOffset.UTC);
    }

    /** Whether spans of another dimension are made of whole ones of this. */
    boolean divides(TimeDimension other) {
        return switch (this) {
            case HOUR -> true;
            case DAY -> other != HOUR;
            case WEEK, MONTH -> other == this;
        };
    }

    /** SQL of the start of the span that {@code sort_at} is in, in microseconds since 1970. */
    String sql() {
        return "epoch_us(date_trunc('" + label() + "', make_timestamp(epoch_us(sort_at)))::TIMESTAMP)";
    }
}
