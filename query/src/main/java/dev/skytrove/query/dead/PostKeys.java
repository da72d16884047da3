package dev.skytrove.query.dead;

import dev.skytrove.lake.HourKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What keys of posts tell of when they were made. A key is mostly a TID (the network's record keys): 13 digits of base 32 in
 * the order of their characters, of which all but the last ten bits are microseconds since 1970. Clients may choose other
 * keys, and times, so that this is an estimate.
 */
final class PostKeys {
    private static final String BASE = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int TID_DIGITS = 13;
    private static final int BITS = 5;
    private static final int CLOCK_BITS = 10;

    /** So many digits tell a second from others. */
    private static final int DIGITS = 7;

    private static final long HOUR_MICROS = Duration.ofHours(1).toMillis() * 1000;

    private PostKeys() {}

    /** The SQL that makes of a column {@code rkey} of 13 characters the hour, counted from 1970; anything if it is no TID. */
    static String hourSql() {
        List<String> digits = new ArrayList<>();
        for (int i = 0; i < DIGITS; i++) {
            long worth = 1L << (BITS * (TID_DIGITS - 1 - i) - CLOCK_BITS);
            digits.add("(instr('" + BASE + "', rkey[" + (i + 1) + "]) - 1)::BIGINT * " + worth);
        }
        return "((" + String.join(" + ", digits) + ") // " + HOUR_MICROS + ")";
    }

    /** The number of an hour, counted from 1970. */
    static int number(HourKey hour) {
        return Math.toIntExact(Duration.between(Instant.EPOCH, hour.start()).toHours());
    }

    /** The hour of a number. */
    static HourKey hour(long number) {
        return HourKey.of(Instant.EPOCH.plus(Duration.ofHours(number)));
    }
}
