package dev.skytrove.testing.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as clients write them: every form of ISO 8601 that says which instant is meant, by one regular expression. */
final class ClaimedTime {
    private static final Pattern ISO = Pattern.compile("(?<year>\\d{4})-?(?<month>\\d{2})-?(?<day>\\d{2})"
            + "([Tt ](?<hour>\\d{2}):?(?<minute>\\d{2})(:?(?<second>[0-5]\\d|60)([.,](?<fraction>\\d+))?)?"
            + "([Zz]|(?<sign>[+-])(?<offsetHours>[01]\\d|2[0-3])(:?(?<offsetMinutes>[0-5]\\d))?)?)?");
    private static final Pattern MIDNIGHT = Pattern.compile("[Tt ]24:?00(:?00([.,]0+)?)?(?!\\d|:|[.,])");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = LocalDate.of(10_000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private ClaimedTime() {}

    /** The instant, cut to microseconds; empty if the text is none or means one outside the years 1 to 9999. */
    static Optional<Instant> parse(String text) {
        Matcher matcher = ISO.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(matcher)).filter(time -> !time.isBefore(FIRST) && time.isBefore(END));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher matcher) {
        LocalDate date = LocalDate.of(number(matcher, "year"), number(matcher, "month"), number(matcher, "day"));
        boolean endOfDay = MIDNIGHT.matcher(matcher.group()).find();
        LocalDateTime utc = (endOfDay
                        ? date.plusDays(1).atStartOfDay()
                        : date.atTime(number(matcher, "hour"), number(matcher, "minute")))
                // A leap second is the next minute's first.
                .plusSeconds(number(matcher, "second"))
                .plusNanos(micros(matcher.group("fraction")) * 1_000L);
        int offset = number(matcher, "offsetHours") * 60 + number(matcher, "offsetMinutes");
        return ("-".equals(matcher.group("sign")) ? utc.plusMinutes(offset) : utc.minusMinutes(offset))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(Matcher matcher, String group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int micros(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000").substring(0, 6));
    }
}
