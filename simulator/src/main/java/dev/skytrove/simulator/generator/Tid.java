package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.json.JsonText;

/**
 * Timestamp identifiers, as atproto's specification "TID" has them: a 53-bit number of microseconds and a 10-bit clock
 * number, written as 13 characters that sort as the numbers do.
 */
final class Tid {
    private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;

    private Tid() {}

    static long of(long micros, long clock) {
        return micros << 10 | (clock & 0x3ff);
    }

    static void write(JsonText json, long tid) {
        for (int shift = 5 * (LENGTH - 1); shift >= 0; shift -= 5) {
            json.character(DIGITS.charAt((int) (tid >>> shift) & 31));
        }
    }
}
