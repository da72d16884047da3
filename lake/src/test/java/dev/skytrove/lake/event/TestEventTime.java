package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time of an event whose server's clock is wrong. */
final class TestEventTime {
    private static final Instant RECEIVED = Instant.parse("2026-07-04T23:30:00.250Z");
    private static final String POST =
            """
            {"did":"did:plc:a","time_us":TIME,"kind":"commit","commit":{"rev":"3rev","operation":"create",\
            "collection":"app.bsky.feed.post","rkey":"3key","record":{"createdAt":"2026-07-04T23:29:00Z"},"cid":"b"}}""";

    @ParameterizedTest
    @CsvSource({
        "1640995200000000,2022-01-01T00:00:00Z,1640995200000000",
        "1783175888085434,2026-07-04T14:00:00Z,1783175888085434",
        "1783211400250000,2026-07-05T00:00:00Z,1783211400250000",
        "1783211400250001,2026-07-04T23:00:00Z,1783207800250000",
        "4070908800000000,2026-07-04T23:00:00Z,1783207800250000",
        "9223372036854775806,2026-07-04T23:00:00Z,1783207800250000",
        "1640995199999999,2026-07-04T23:00:00Z,1783207800250000",
        "0,2026-07-04T23:00:00Z,1783207800250000",
        "-9000000000000000000,2026-07-04T23:00:00Z,1783207800250000"
    })
    void i1AbsurdTimeIsThatOfReceipt(String timeUs, Instant hour, long indexedAt) throws MalformedEventException {
        byte[] event = POST.replace("TIME", timeUs).getBytes(StandardCharsets.UTF_8);

        EventRow row = new EventRows().parse(event, RECEIVED);

        assertThat(row.hour()).isEqualTo(HourKey.of(hour));
        assertThat(row.record().get("indexed_at")).isEqualTo(indexedAt);
        assertThat((Long) row.record().get("sort_at")).isLessThanOrEqualTo(indexedAt);
    }
}
