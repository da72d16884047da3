package dev.skytrove.simulator.v2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How the wire writes times: UTC, with a fixed number of digits. */
final class WireTime {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** {@code 2026-07-04T14:38:08.085434Z}. */
    static String micros(long timeUs) {
        return MICROS.format(instant(timeUs));
    }

    /** {@code 2026-07-04T14:38:08.085Z}. */
    static String millis(long timeUs) {
        return MILLIS.format(instant(timeUs));
    }

    private static Instant instant(long timeUs) {
        return Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS);
    }
}
