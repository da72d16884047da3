package dev.skytrove.query.criteria;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters {@code start} and {@code end}: an ISO 8601 date or date-time, UTC where it names no zone. */
final class TimeParameter {
    private static final String ACCEPTS =
            "an ISO 8601 date or date-time such as 2026-07-04 or 2026-07-04T14:00:00Z; without a zone it is UTC";

    /** A blank before the zone is a plus sign that nobody percent-encoded. */
    private static final Pattern FORM = Pattern.compile(
            "(?<date>\\d{4}-\\d{2}-\\d{2})"
                    + "([Tt ](?<time>\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?)(?<zone>[Zz]|[+ -]\\d{2}(:?\\d{2})?)?)?");

    private TimeParameter() {}

    /** The first instant that {@code start} lets in. */
    static Instant start(String value) {
        return parse("start", value, false);
    }

    /** The first instant that {@code end} keeps out: a date counts as that whole day. */
    static Instant end(String value) {
        return parse("end", value, true);
    }

    private static Instant parse(String parameter, String value, boolean wholeDay) {
        Matcher matcher = FORM.matcher(value.strip());
        try {
            if (matcher.matches()) {
                return inMicroseconds(instant(matcher, wholeDay));
            }
        } catch (DateTimeException e) {
            // A day or time of the right form that no calendar or clock has: refused below like any other.
        }
        String detail = parameter + " is '" + Quoted.of(value) + "'";
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
