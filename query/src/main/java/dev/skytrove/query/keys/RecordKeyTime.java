package dev.skytrove.query.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a record key tells of when the record was made. It is mostly a TID (atproto.com/specs/tid): 13 digits of base 32 in the
 * order of their characters, of which all but the last ten bits are microseconds since 1970. Clients may choose other keys,
 * and times, so that this is an estimate.
 */
public final class RecordKeyTime {
    private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;
    private static final int BITS_OF_A_DIGIT = 5;

    /** The lowest bits tell clocks apart. */
    private static final int CLOCK_BITS = 10;

    /** The highest bit is 0. */
    private static final int MOST_OF_FIRST_DIGIT = 7;

    /** So many digits tell a second from others, about. */
    static final int DIGITS_OF_A_SECOND = 7;

    /** That second. */
    static final long SECOND_MICROS = 1L << (BITS_OF_A_DIGIT * (LENGTH - DIGITS_OF_A_SECOND) - CLOCK_BITS);

    private static final long HOUR_MICROS = Duration.ofHours(1).toMillis() * 1000;

    private RecordKeyTime() {}

    /** When a record at this URI was made, as whoever made it says; empty if its key says nothing of that. */
    public static Optional<Instant> of(String uri) {
        String key = uri.substring(uri.lastIndexOf('/') + 1);
        if (key.length() != LENGTH || DIGITS.indexOf(key.charAt(0)) > MOST_OF_FIRST_DIGIT) {
            return Optional.empty();
        }
        long number = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = DIGITS.indexOf(key.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number << BITS_OF_A_DIGIT | digit;
        }
        return Optional.of(Instant.EPOCH.plus(number >> CLOCK_BITS, ChronoUnit.MICROS));
    }

    /** The first key of a time: the order of keys is that of texts. */
    public static String first(Instant time) {
        long number = ChronoUnit.MICROS.between(Instant.EPOCH, time) << CLOCK_BITS;
        StringBuilder key = new StringBuilder();
        for (int shift = BITS_OF_A_DIGIT * (LENGTH - 1); shift >= 0; shift -= BITS_OF_A_DIGIT) {
            key.append(DIGITS.charAt((int) (number >> shift) & (DIGITS.length() - 1)));
        }
        return key.toString();
    }

    /**
     * SQL of the hour that a key tells, as {@link dev.skytrove.lake.HourKey#number} counts it.
     *
     * @param key SQL of the key, a text of 13 characters; what comes of one that is no TID means nothing
     */
    public static String hourSql(String key) {
        return "(" + secondSql(key) + " // " + HOUR_MICROS + ")";
    }

    /** SQL of when the second that a key's first digits tell begins, in microseconds since 1970. The rest as above. */
    static String secondSql(String key) {
        return sum(key, DIGITS_OF_A_SECOND);
    }

    private static String sum(String key, int count) {
        List<String> digits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long worth = 1L << (BITS_OF_A_DIGIT * (LENGTH - 1 - i) - CLOCK_BITS);
            digits.add("(instr('" + DIGITS + "', " + key + "[" + (i + 1) + "]) - 1)::BIGINT * " + worth);
        }
        return "(" + String.join(" + ", digits) + ")";
    }
}
