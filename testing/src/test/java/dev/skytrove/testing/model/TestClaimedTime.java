package dev.skytrove.testing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestClaimedTime {
    @ParameterizedTest
    @CsvSource({
        "2026-07-04T14:38:08.999Z,          2026-07-04T14:38:08.999Z",
        "2026-07-04T14:38:08.123456789Z,    2026-07-04T14:38:08.123456Z",
        "2026-07-04t14:38:08.5z,            2026-07-04T14:38:08.500Z",
        "2026-07-04T14:38:02+00:00,         2026-07-04T14:38:02Z",
        "2026-07-04T14:38:02-0930,          2026-07-05T00:08:02Z",
        "2026-07-04T14:38:02+05,            2026-07-04T09:38:02Z",
        "2026-07-04 14:38,                  2026-07-04T14:38:00Z",
        "2026-07-04,                        2026-07-04T00:00:00Z",
        "20260704T143802Z,                  2026-07-04T14:38:02Z",
        "1970-01-01T00:00:00.0000019-00:00, 1970-01-01T00:00:00.000001Z",
        "1969-12-31T23:59:59.9999999Z,      1969-12-31T23:59:59.999999Z",
        "2016-12-31T23:59:60Z,              2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60.5Z,            2017-01-01T00:00:00.500Z",
        "2026-07-04T24:00:00.000+01:00,     2026-07-04T23:00:00Z",
        "20260704T2400,                     2026-07-05T00:00:00Z",
        "0001-01-01T00:00:00Z,              0001-01-01T00:00:00Z",
        "2999-12-31T23:59:59Z,              2999-12-31T23:59:59Z"
    })
    void everyFormMeansItsInstant(String text, Instant instant) {
        assertThat(ClaimedTime.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01",
                "2026-02-30T00:00:00Z",
                "2026-07-04T25:00:00Z",
                "2026-07-04T24:00:01Z",
                "2026-07-04T24:00:00.5Z",
                "2026-07-04T24:01",
                "2026-07-04T23:20.25Z",
                "2026-07-04T14:38:61Z",
                "1783175888085434",
                "0000-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                " 2026-07-04",
                "2026-07-04T14:38:02 UTC"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(ClaimedTime.parse(text)).isEmpty();
    }
}
