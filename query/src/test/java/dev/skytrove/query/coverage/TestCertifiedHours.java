package dev.skytrove.query.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.coverage.Verdict.State;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.criteria.TimeRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of hours, read through what is kept in memory. */
final class TestCertifiedHours {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plus(Duration.ofHours(30)));
    private ObjectStore store;
    private CertifiedHours hours;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory, Map.of(), Duration.ofSeconds(10));
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        hours = new CertifiedHours(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anHourIsCompleteIncompleteOrUnknown() {
        certify(0, 1, 0, 60);
        certify(1, 1, 0, 20);
        certify(1, 2, 25, 60);
        certify(3, 3, 0, 30);

        Coverage coverage = hours.of(range(0, 4));

        assertThat(coverage.complete()).isEqualTo(1);
        assertThat(coverage.incomplete()).isEqualTo(1);
        assertThat(coverage.unknown()).isEqualTo(2);
        assertThat(coverage.isComplete()).isFalse();
        // Of hour 2 nobody wrote anything down; hour 3 is still being read.
        assertThat(coverage.stretches()).containsExactly(
                new Coverage.Stretch(hour(2), hour(4), State.UNKNOWN),
                new Coverage.Stretch(hour(1), hour(2), State.INCOMPLETE));
        assertThat(hours.of(range(0, 1)).isComplete()).isTrue();
    }

    @Test
    void whatIsWrittenLaterCounts() {
        certify(0, 1, 0, 20);
        certify(5, 2, 0, 60);
        assertThat(hours.of(range(0, 1)).incomplete()).isEqualTo(1);

        certify(0, 3, 20, 60);
        now.set(now.get().plus(Duration.ofMinutes(1)));

        assertThat(hours.of(range(0, 1)).isComplete()).isTrue();
    }

    @Test
    void hoursToComeAreNotJudgedAndNeitherAreMoreThanAMonth() {
        certify(0, 1, 0, 60);
        now.set(hour(1));
        TimeRange year = new TimeRange(NOON.minus(Duration.ofDays(365)), NOON.plus(Duration.ofDays(365)));

        Coverage coverage = hours.of(year);

        assertThat(coverage.complete()).isEqualTo(1);
        // The 744 newest: that of the certificate, the one that begins now, which nobody read of, and those before.
        assertThat(coverage.unknown()).isEqualTo(743);
        assertThat(coverage.unjudged()).isEqualTo(365 * 24 + 2 - 744);
        assertThat(coverage.stretches()).hasSize(2);
    }

    @Test
    void aLakeWithoutPostsHasNoHours() {
        assertThat(hours.of(TimeRange.ALL)).isEqualTo(new Coverage(0, 0, 0, 0, java.util.List.of(), false));
    }

    private static TimeRange range(int first, int end) {
        return new TimeRange(hour(first), hour(end));
    }

    private static Instant hour(int hour) {
        return NOON.plus(hour, ChronoUnit.HOURS);
    }

    /** Read without interruption from one minute of the hour to another, as docs/formats.md has it. */
    private void certify(int hour, int batch, int from, int to) {
        Instant start = hour(hour);
        String path = "coverage/year=2026/month=07/day=%02d/hour=%02d/flush-%d-%d-0.json".formatted(
                start.atZone(ZoneOffset.UTC).getDayOfMonth(), start.atZone(ZoneOffset.UTC).getHour(), batch, batch);
        store.put(path, """
                {"version":1,"hour":"%s","tables":{},"malformed":0,
                 "read":[{"source":"a.example","connection":"x-1","from":%d,"to":%d}],"gaps":[],"ended":[]}"""
                .formatted(start, micros(start, from), micros(start, to))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static long micros(Instant start, int minutes) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, start.plus(minutes, ChronoUnit.MINUTES));
    }
}
