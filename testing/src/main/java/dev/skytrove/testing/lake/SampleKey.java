package dev.skytrove.testing.lake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Record keys of the network's kind: microseconds since 1970, then ten bits, five to a digit. */
public final class SampleKey {
    private SampleKey() {}

    /** The key of a time, with zeros in its last ten bits. */
    public static String at(Instant time) {
        long number = ChronoUnit.MICROS.between(Instant.EPOCH, time) << 10;
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < 13; i++) {
            key.insert(0, "234567abcdefghijklmnopqrstuvwxyz".charAt((int) (number & 31)));
            number >>>= 5;
        }
        return key.toString();
    }
}
