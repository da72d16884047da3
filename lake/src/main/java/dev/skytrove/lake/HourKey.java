package dev.skytrove.lake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * One hour of UTC: the partition that a row belongs to by its {@code indexed_at}.
 *
 * @param start the hour's first instant
 */
public record HourKey(Instant start) implements Comparable<HourKey> {
    /** A digit of the path stands where this has a zero. */
    private static final String PATH = "year=0000/month=00/day=00/hour=00";

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

    /** The hour of a {@link #number}. */
    public static HourKey ofNumber(long number) {
        return new HourKey(Instant.EPOCH.plus(Duration.ofHours(number)));
    }

    /** How many hours it begins after 1970. */
    public int number() {
        return Math.toIntExact(Duration.between(Instant.EPOCH, start).toHours());
    }

    /**
     * The hour of a Hive partition path, for example {@code year=2026/month=07/day=04/hour=14}.
     *
     * @throws IllegalArgumentException if {@code path} is not of that form or names no real hour
     */
    public static HourKey parse(String path) {
        if (!isPath(path)) {
            throw new IllegalArgumentException("not an hour's path: '" + path + "'");
        }
        try {
            LocalDate day = LocalDate.of(number(path, 5, 9), number(path, 16, 18), number(path, 23, 25));
            return new HourKey(day.atTime(number(path, 31, 33), 0).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an hour's path: '" + path + "'", e);
        }
    }

    private static boolean isPath(String path) {
        if (path.length() != PATH.length()) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean fits = PATH.charAt(i) == '0' ? c >= '0' && c <= '9' : c == PATH.charAt(i);
            if (!fits) {
                return false;
            }
        }
        return true;
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

    /** The first instant of its day, in UTC. */
    public Instant day() {
        return start.truncatedTo(ChronoUnit.DAYS);
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

    private static int number(String path, int start, int end) {
        return Integer.parseInt(path, start, end, 10);
    }
}
