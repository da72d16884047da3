package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.json.JsonText;
import java.time.LocalDate;

/** Writes times as the network's clients do, UTC, without quotes. */
final class IsoTime {
    private static final long SECONDS_A_DAY = 86_400;

    private IsoTime() {}

    /** {@code 2026-07-04T14:38:06.240Z}. */
    static void millis(JsonText json, long micros) {
        seconds(json, micros);
        json.character('.').digits(Math.floorMod(micros, 1_000_000L) / 1000, 3).character('Z');
    }

    /** {@code 2026-07-04T14:38:06}. */
    static void seconds(JsonText json, long micros) {
        minutes(json, micros, 'T');
        json.character(':').digits(secondOfDay(micros) % 60, 2);
    }

    /** {@code 2026-07-04T14:38}, with any separator. */
    static void minutes(JsonText json, long micros, char separator) {
        date(json, micros);
        long minute = secondOfDay(micros) / 60;
        json.character(separator).digits(minute / 60, 2).character(':').digits(minute % 60, 2);
    }

    /** {@code 2026-07-04}. */
    static void date(JsonText json, long micros) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second(micros), SECONDS_A_DAY));
        json.digits(date.getYear(), 4).character('-').digits(date.getMonthValue(), 2);
        json.character('-').digits(date.getDayOfMonth(), 2);
    }

    private static long second(long micros) {
        return Math.floorDiv(micros, 1_000_000L);
    }

    private static long secondOfDay(long micros) {
        return Math.floorMod(second(micros), SECONDS_A_DAY);
    }
}
