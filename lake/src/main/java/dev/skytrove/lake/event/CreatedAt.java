package dev.skytrove.lake.event;

import java.time.Month;
import java.time.LocalDate;
import java.time.Year;

/**
 * Reads the times that clients claim. ISO 8601 as it is found in the wild: {@code T}, {@code t} or a space between date
 * and time, no seconds, any number of digits of a second after a point or comma, {@code Z}, {@code z} or an offset with
 * or without its colon and minutes, no zone (taken for UTC), a date alone, and the basic form without separators. Dates
 * by week or day of the year, years of more digits and fractions of minutes are not read.
 */
final class CreatedAt {
    /** No instant: what the text says cannot be told, or lies outside the years 1 to 9999. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long MICROS = 1_000_000;
    private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay() * 86_400 * MICROS;
    private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400 * MICROS;

    private final String text;
    private int next;
    private boolean valid = true;
    private boolean hasSeconds;
    private boolean endOfDay;

    private CreatedAt(String text) {
        this.text = text;
    }

    /** Microseconds since 1970 in UTC, what is finer cut off; or {@link #UNKNOWN}. */
    static long micros(String text) {
        CreatedAt scanner = new CreatedAt(text);
        long micros = scanner.instant();
        boolean complete = scanner.valid && scanner.next == text.length();
        return complete && micros >= FIRST && micros < END ? micros : UNKNOWN;
    }

    private long instant() {
        long seconds = date() * 86_400;
        if (!skip("Tt ")) {
            return seconds * MICROS;
        }
        seconds += time();
        long fraction = fraction();
        valid &= !endOfDay || fraction == 0;
        return (seconds - offset()) * MICROS + fraction;
    }

    private long date() {
        int year = digits(4);
        skip("-");
        int month = digits(2);
        skip("-");
        int day = digits(2);
        valid &= month >= 1 && month <= 12 && day >= 1;
        valid = valid && day <= Month.of(month).length(Year.isLeap(year));
        return valid ? LocalDate.of(year, month, day).toEpochDay() : 0;
    }

    /** Seconds of the day; a leap second and midnight as 24:00 belong to what follows. */
    private int time() {
        int hour = digits(2);
        skip(":");
        int minute = digits(2);
        hasSeconds = skip(":") || digitFollows();
        int second = hasSeconds ? digits(2) : 0;
        int time = hour * 3600 + minute * 60 + second;
        endOfDay = hour == 24;
        valid &= minute <= 59 && second <= 60 && (hour <= 23 || time == 86_400);
        return time;
    }

    /** Of a second: one of a minute, which nobody writes, is not taken for it. */
    private int fraction() {
        if (!hasSeconds || !skip(".,")) {
            return 0;
        }
        valid &= digitFollows();
        int micros = 0;
        for (int unit = 100_000; digitFollows(); unit /= 10) {
            micros += (text.charAt(next++) - '0') * unit;
        }
        return micros;
    }

    private int offset() {
        if (next == text.length() || skip("Zz")) {
            return 0;
        }
        int sign = skip("-") ? -1 : 1;
        valid &= sign < 0 || skip("+");
        int hours = digits(2);
        int minutes = skip(":") || digitFollows() ? digits(2) : 0;
        valid &= hours <= 23 && minutes <= 59;
        return sign * (hours * 3600 + minutes * 60);
    }

    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            valid &= digitFollows();
            value = valid ? value * 10 + text.charAt(next++) - '0' : 0;
        }
        return value;
    }

    private boolean digitFollows() {
        return next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9';
    }

    private boolean skip(String anyOf) {
        boolean found = next < text.length() && anyOf.indexOf(text.charAt(next)) >= 0;
        next += found ? 1 : 0;
        return found;
    }
}
