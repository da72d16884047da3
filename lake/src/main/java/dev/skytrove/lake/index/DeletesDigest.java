package dev.skytrove.lake.index;

import dev.skytrove.lake.HourKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the table deletes says of posts in a month, or in its first days, in one file, as its object name tells it:
 * {@code index/deletes/year=…/month=…/posts-<days>-<generation>-<files>.parquet}. As in the lake, a name is never given to
 * other content. Of a month's digests the one of the highest generation counts.
 *
 * @param month of UTC
 * @param days how many days of it are in the digest, from the first on
 * @param generation 0 for a month's first, one more for each that follows; below 10<sup>9</sup>
 * @param files which live files of deletes these days had: {@link IndexFile#fingerprint} of their names
 */
public record DeletesDigest(YearMonth month, int days, int generation, String files) {
    /** So few files are read as they are, and have no digest. */
    public static final int FEW = 2;

    /** What every object name of digests begins with. */
    public static final String ROOT = "index/deletes/";

    private static final Pattern NAME = Pattern.compile(
            "index/deletes/year=(\\d{4})/month=(\\d\\d)/posts-([1-9]\\d?)-(0|[1-9]\\d{0,8})-([0-9a-f]{16})\\.parquet");

    /** @throws IllegalArgumentException if the month does not have so many days */
    public DeletesDigest {
        if (days < 1 || days > month.lengthOfMonth()) {
            throw new IllegalArgumentException(month + " does not have " + days + " days");
        }
    }

    /** The digest that a name is one of; empty for all other names. */
    public static Optional<DeletesDigest> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            YearMonth month = YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            return Optional.of(new DeletesDigest(
                    month, Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)), parts.group(5)));
        } catch (IllegalArgumentException | DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The month that an hour is in. */
    public static YearMonth month(HourKey hour) {
        return YearMonth.from(hour.start().atOffset(ZoneOffset.UTC));
    }

    /** The first hour of a month. */
    public static HourKey firstHour(YearMonth month) {
        return HourKey.of(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** The first instant behind its days. */
    public Instant end() {
        return month.atDay(1).plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The object name. */
    public String name() {
        String path = firstHour(month).path();
        return ROOT + path.substring(0, path.indexOf("/day=")) + "/posts-" + days + "-" + generation + "-" + files + ".parquet";
    }
}
