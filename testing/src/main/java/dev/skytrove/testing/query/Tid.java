package dev.skytrove.testing.query;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Record keys of a time: <a href="https://atproto.com/specs/tid">timestamp identifiers</a>. */
final class Tid {
    private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";

    private Tid() {}

    /** @param micros behind the time, so that keys of one time differ */
    static String of(Instant time, int micros) {
        long number = (time.toEpochMilli() * 1000 + micros) << 10;
        return IntStream.rangeClosed(1, 13)
                .mapToObj(place -> String.valueOf(DIGITS.charAt((int) (number >> (5 * (13 - place))) & 31)))
                .collect(Collectors.joining());
    }
}
