package dev.skytrove.flush;

import dev.skytrove.lake.HourKey;
import dev.skytrove.runtime.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code coverage} is asked for.
 *
 * @param first the first hour; empty for the first of which anything is known
 * @param last the last hour; empty for the last of which anything is known
 */
record CoverageOptions(Optional<HourKey> first, Optional<HourKey> last) {
    static final String USAGE = "[--from TIME] [--to TIME]";

    /** A year and a day. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws UsageException if the arguments are wrong */
    static CoverageOptions parse(List<String> arguments) {
        Optional<HourKey> first = Optional.empty();
        Optional<HourKey> last = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            String value = rest.hasNext() ? rest.next() : "";
            switch (option) {
                case "--from" -> first = Optional.of(HourKey.of(begin(option, value)));
                case "--to" -> last = Optional.of(HourKey.of(end(option, value).minusNanos(1)));
                default ->
                    throw new UsageException("coverage has no option '" + option + "': coverage " + USAGE);
            }
        }
        if (first.isPresent() && last.isPresent()) {
            check(first.get(), last.get());
        }
        return new CoverageOptions(first, last);
    }

    private static void check(HourKey first, HourKey last) {
        if (last.compareTo(first) < 0) {
            throw new UsageException("--to is not behind --from");
        }
        if (Duration.between(first.start(), last.end()).compareTo(LONGEST) > 0) {
            throw new UsageException("from --from to --to are more than 366 days");
        }
    }

    private static Instant begin(String option, String text) {
        return isDate(text) ? date(option, text).atStartOfDay().toInstant(ZoneOffset.UTC) : instant(option, text);
    }

    private static Instant end(String option, String text) {
        return isDate(text)
                ? date(option, text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                : instant(option, text);
    }

    private static boolean isDate(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d");
    }

    private static LocalDate date(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(option, text);
        }
    }

    private static Instant instant(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(option, text);
        }
    }

    private static UsageException wrong(String option, String text) {
        return new UsageException(option + " needs a date such as 2026-07-04 or a time such as 2026-07-04T14:00:00Z, not '"
                + text + "'");
    }
}
