package dev.skytrove.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The time in a record key that is a TID, as atproto.com/specs/tid has it. */
final class RecordKeyTime {
    private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;
    private static final int BITS_OF_A_DIGIT = 5;

    /** The lowest bits tell clocks apart. */
    private static final int CLOCK_BITS = 10;

    /** The highest bit is 0. */
    private static final int MOST_OF_FIRST_DIGIT = 7;

    private RecordKeyTime() {}

    /** When a record at this URI was made, as whoever made it says; empty if its key says nothing of that. */
    static Optional<Instant> of(String uri) {
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
}
