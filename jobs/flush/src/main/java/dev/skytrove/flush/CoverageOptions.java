package dev.skytrove.flush;

import dev.skytrove.lake.HourKey;
import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code coverage} is asked for.
 *
 * @param first the first hour; empty for the first of which anything is known
 * @param last the last hour; empty for the last of which anything is known
 */
record CoverageOptions(Optional<HourKey> first, Optional<HourKey> last) {
    private static final String FROM = "--from";
    private static final String TO = "--to";

    /** A year and a day. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws UsageException if a time is none, or the range is not in order or too long */
    static CoverageOptions of(ParseResult arguments) {
        Optional<HourKey> first = text(arguments, FROM).map(value -> HourKey.of(begin(FROM, value)));
        Optional<HourKey> last = text(arguments, TO).map(value -> HourKey.of(end(TO, value).minusNanos(1)));
        if (first.isPresent() && last.isPresent()) {
            check(first.get(), last.get());
        }
        return new CoverageOptions(first, last);
    }

    static CommandSpec arguments() {
        return CommandSpec.create()
                .addOption(Arguments.option(FROM, "TIME", String.class))
                .addOption(Arguments.option(TO, "TIME", String.class));
    }

    private static Optional<String> text(ParseResult arguments, String option) {
        return Optional.ofNullable(arguments.matchedOptionValue(option, (String) null));
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
