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
 * What files of a month, or of its first days, say of posts, in one file, as its object name tells it:
 * {@code index/<kind>/year=…/month=…/posts-<days>-<generation>-<files>.parquet}. As in the lake, a name is never given to
 * other content. Of a month's digests of a kind the one of the highest generation counts.
 *
 * @param kind what it tells
 * @param month of UTC
 * @param days how many days of it are in the digest, from the first on
 * @param generation 0 for a month's first, one more for each that follows; below 10<sup>9</sup>
 * @param files which live files of the table these days had: {@link DigestKind#fingerprint}
 */
public record MonthDigest(DigestKind kind, YearMonth month, int days, int generation, String files) {
    /** So few files are read as they are, and have no digest. */
    public static final int FEW = 2;

    private static final Pattern NAME = Pattern.compile(
            "year=(\\d{4})/month=(\\d\\d)/posts-([1-9]\\d?)-(0|[1-9]\\d{0,8})-([0-9a-f]{16})\\.parquet");

    /** @throws IllegalArgumentException if the month does not have so many days, or no name has the generation */
    public MonthDigest {
        IndexGenerations.require(generation);
        if (days < 1 || days > month.lengthOfMonth()) {
            throw new IllegalArgumentException(month + " does not have " + days + " days");
        }
    }

    /** The digest of a kind that a name is one of; empty for all other names. */
    public static Optional<MonthDigest> parse(DigestKind kind, String name) {
        if (!name.startsWith(kind.root())) {
            return Optional.empty();
        }
        Matcher parts = NAME.matcher(name.substring(kind.root().length()));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            YearMonth month = YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            return Optional.of(new MonthDigest(
                    kind, month, Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)), parts.group(5)));
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
        String folder = kind.root() + path.substring(0, path.indexOf("/day=")) + "/";
        return folder + "posts-" + days + "-" + generation + "-" + files + ".parquet";
    }
}
