package dev.skytrove.lake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One hour of UTC: the partition that a row belongs to by its {@code indexed_at}.
 *
 * @param start the hour's first instant
 */
public record HourKey(Instant start) implements Comparable<HourKey> {
    private static final Pattern PATH = Pattern.compile("year=(\\d{4})/month=(\\d{2})/day=(\\d{2})/hour=(\\d{2})");

    /** @throws IllegalArgumentException if {@code start} is not the first instant of an hour */
    public HourKey {
        if (!start.equals(start.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("start is not a full hour: " + start);
        }
    }

    /** The hour that holds {@code instant}. */
    public static HourKey of(Instant instant) {
        return new HourKey(instant.truncatedTo(ChronoUnit.HOURS));
    }

    /**
     * The hour of a Hive partition path, for example {@code year=2026/month=07/day=04/hour=14}.
     *
     * @throws IllegalArgumentException if {@code path} is not of that form or names no real hour
     */
    public static HourKey parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an hour's path: '" + path + "'");
        }
        try {
            LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            return new HourKey(day.atTime(number(matcher, 4), 0).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an hour's path: '" + path + "'", e);
        }
    }

    /** The Hive partition path, without slashes at either end. */
    public String path() {
        LocalDateTime utc = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        // By hand: a search names hundreds of files, and a formatter takes its time in a process that has just started.
        return "year=" + padded(utc.getYear(), 4)
                + "/month=" + padded(utc.getMonthValue(), 2)
                + "/day=" + padded(utc.getDayOfMonth(), 2)
                + "/hour=" + padded(utc.getHour(), 2);
    }

    /** The first instant after this hour. */
    public Instant end() {
        return start.plus(1, ChronoUnit.HOURS);
    }

    @Override
    public int compareTo(HourKey other) {
        return start.compareTo(other.start);
    }

    /** By hand, like the hash: what a record gets by itself is interpreted in a native image, and lists are long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HourKey hour && start.equals(hour.start);
    }

    @Override
    public int hashCode() {
        return start.hashCode();
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
