package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestCreatedAt {
    @ParameterizedTest
    @CsvSource({
        "2026-07-04T14:38:08.999Z,2026-07-04T14:38:08.999Z",
        "2026-07-04T14:38:08Z,2026-07-04T14:38:08Z",
        "2026-07-04t14:38:08.5z,2026-07-04T14:38:08.5Z",
        "2026-07-04T14:38:08.123456999Z,2026-07-04T14:38:08.123456Z",
        "2026-07-04T14:38:08.12345678901234567890Z,2026-07-04T14:38:08.123456Z",
        "'2026-07-04T14:38:08,25Z',2026-07-04T14:38:08.25Z",
        "2026-07-04 14:38:08Z,2026-07-04T14:38:08Z",
        "2026-07-04T14:38:08+00:00,2026-07-04T14:38:08Z",
        "2026-07-04T14:38:08-00:00,2026-07-04T14:38:08Z",
        "2026-07-04T14:38:08.1+02:00,2026-07-04T12:38:08.1Z",
        "2026-07-04T14:38:08-0330,2026-07-04T18:08:08Z",
        "2026-07-04T14:38:08+09,2026-07-04T05:38:08Z",
        "2026-07-04T14:38Z,2026-07-04T14:38:00Z",
        "2026-07-04T14:38+02:00,2026-07-04T12:38:00Z",
        "2026-07-04T14:38:08,2026-07-04T14:38:08Z",
        "2026-07-04T14:38,2026-07-04T14:38:00Z",
        "2026-07-04,2026-07-04T00:00:00Z",
        "20260704T143808Z,2026-07-04T14:38:08Z",
        "20260704T143808.5+0200,2026-07-04T12:38:08.5Z",
        "2026-07-04T24:00:00Z,2026-07-05T00:00:00Z",
        "2026-07-04T24:00:00.000Z,2026-07-05T00:00:00Z",
        "2016-12-31T23:59:60.5Z,2017-01-01T00:00:00.5Z",
        "2016-12-31T23:59:60Z,2017-01-01T00:00:00Z",
        "2024-02-29T00:00:00Z,2024-02-29T00:00:00Z",
        "1970-01-01T00:00:00.000Z,1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.5Z,1969-12-31T23:59:59.5Z",
        "2999-12-31T23:59:59Z,2999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z"
    })
    void everyFormIsRead(String text, Instant instant) {
        assertThat(CreatedAt.micros(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "now",
                "1783175888",
                "1783175888085",
                "2026",
                "2026-07",
                "2026-7-4",
                "2026-02-29T00:00:00Z",
                "2026-00-01",
                "2026-13-01",
                "2026-07-00",
                "2026-07-32",
                "2026-07-04T",
                "2026-07-04T14",
                "2026-07-04T14:60:00Z",
                "2026-07-04T24:00:01Z",
                "2026-07-04T24:00:00.5Z",
                "2026-07-04T23:20.25Z",
                "2026-07-04T23.5Z",
                "2026-185T23:20:50Z",
                "2026-W27-6T23:20:50Z",
                "+002026-07-04T23:20:50Z",
                "2026-07-04T25:00:00Z",
                "2026-07-04T14:38:61Z",
                "2026-07-04T14:38:08.Z",
                "2026-07-04T14:38:08ZZ",
                "2026-07-04T14:38:08Z ",
                " 2026-07-04T14:38:08Z",
                "2026-07-04T14:38:08 Z",
                "2026-07-04T14:38:08+24:00",
                "2026-07-04T14:38:08+02:60",
                "2026-07-04T14:38:08+2",
                "2026-07-04T14:38:08[UTC]",
                "2026-07-04T14:38:08CEST",
                "٢٠٢٦-07-04T14:38:08Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "+12026-07-04T14:38:08Z",
                "-2026-07-04T14:38:08Z",
                "Sat, 04 Jul 2026 14:38:08 GMT"
            })
    void whatIsNoInstantIsUnknown(String text) {
        assertThat(CreatedAt.micros(text)).isEqualTo(CreatedAt.UNKNOWN);
    }

    @Test
    void authorIsBelievedWithinTheHourBefore() {
        long now = Frames.TIME_US;
        long hour = 3_600_000_000L;

        assertThat(SortAt.micros(now, now)).isEqualTo(now);
        assertThat(SortAt.micros(now - hour, now)).isEqualTo(now - hour);
        assertThat(SortAt.micros(now - hour - 1, now)).isEqualTo(now);
        assertThat(SortAt.micros(now + 1, now)).isEqualTo(now);
        assertThat(SortAt.micros(CreatedAt.UNKNOWN, now)).isEqualTo(now);
    }
}
