package dev.skytrove.query.criteria;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters {@code start} and {@code end}: an ISO 8601 date or date-time, UTC where it names no zone, or a time
 * before now.
 */
final class TimeParameter {
    private static final String ACCEPTS = "an ISO 8601 date or date-time such as 2026-07-04 or 2026-07-04T14:00:00Z;"
            + " without a zone it is UTC; or a time before now, such as -90m, -24h, -7d or now";

    /** A blank before the zone is a plus sign that nobody percent-encoded. */
    private static final Pattern FORM = Pattern.compile(
            "(?<date>\\d{4}-\\d{2}-\\d{2})"
                    + "([Tt ](?<time>\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?)(?<zone>[Zz]|[+ -]\\d{2}(:?\\d{2})?)?)?");

    private TimeParameter() {}

    /** The first instant that {@code start} lets in. */
    static Instant start(String value, Clock clock) {
        return parse("start", value, false, clock);
    }

    /** The first instant that {@code end} keeps out: a date counts as that whole day. */
    static Instant end(String value, Clock clock) {
        return parse("end", value, true, clock);
    }

    /** The instant that a word of {@code text} names behind a colon; a date is its first instant. */
    static Instant ofText(String value, Clock clock) {
        return parse("text", value, false, clock);
    }

    private static Instant parse(String parameter, String value, boolean wholeDay, Clock clock) {
        String stripped = value.strip();
        Optional<Instant> relative = RelativeTime.parse(stripped, clock);
        if (relative.isPresent()) {
            return inMicroseconds(relative.get());
        }
        Matcher matcher = FORM.matcher(stripped);
        try {
            if (matcher.matches()) {
                return inMicroseconds(instant(matcher, wholeDay));
            }
        } catch (DateTimeException e) {
            // A day or time of the right form that no calendar or clock has: refused below like any other.
        }
        String is = parameter.equals("text") ? "text has the time '" : parameter + " is '";
        String detail = is + Quoted.of(value) + "'";
        throw new InvalidParameterException(parameter, detail, ACCEPTS);
    }

    private static Instant instant(Matcher matcher, boolean wholeDay) {
        LocalDate date = LocalDate.parse(matcher.group("date"));
        String time = matcher.group("time");
        if (time == null) {
            return date.plusDays(wholeDay ? 1 : 0).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return date.atTime(LocalTime.parse(time.replace(',', '.'))).toInstant(zone(matcher.group("zone")));
    }

    private static ZoneOffset zone(String zone) {
        return zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone.replace(' ', '+').replace('z', 'Z'));
    }

    /** Rounded up, which lets in and keeps out the same whole microseconds as the exact instant. */
    private static Instant inMicroseconds(Instant instant) {
        Instant rounded = instant.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
        if (rounded.isBefore(TimeRange.ALL.start())) {
            return TimeRange.ALL.start();
        }
        return rounded.isAfter(TimeRange.ALL.end()) ? TimeRange.ALL.end() : rounded;
    }
}
