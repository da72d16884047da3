package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.coverage.Span;
import dev.skytrove.lake.coverage.TableCount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates of an hour become one. */
final class TestCompactCoverage {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final String PREFIX = CoverageFile.prefix(HOUR);
    private static final long START = HOUR.start().getEpochSecond() * 1_000_000;
    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    private Path directory;

    private static final class CrashException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void i4CertificatesOfAnHourTellTheSameAtEveryMoment() {
        try (Stage stage = Stage.in(directory)) {
            for (int batch = 8; batch <= 11; batch++) {
                put(stage, batch);
            }
            put(stage, 900);
            CoverageReader reader = new CoverageReader(stage.store());
            Certificate told = reader.hour(HOUR).orElseThrow();
            assertThat(told.received()).isEqualTo(8 + 9 + 10 + 11 + 900);
            stage.settle(100, "2099-01-01T00:00:00Z");

            die(stage, CompactCrashPoint.COMPACT_COVERAGE_PUT);
            assertThat(stage.files(PREFIX)).hasSize(6).contains("flush-8-11-0.json");
            assertSame(reader, told);
            assertThat(stage.compact().certificatesMerged()).isZero();
            die(stage, CompactCrashPoint.COMPACT_COVERAGE_DELETED);
            assertThat(stage.files(PREFIX)).hasSize(5);
            assertSame(reader, told);

            assertThat(stage.compact(point -> {}, LATER, true).certificatesDeleted()).isEqualTo(3);
            assertThat(stage.files(PREFIX)).containsExactly("flush-8-11-0.json", "flush-900-900-0.json");
            assertSame(reader, told);
            // A later flush vouches for the last one.
            assertThat(stage.settle().compact().certificatesMerged()).isEqualTo(2);
            assertSame(reader, told);
            stage.compact(point -> {}, LATER, false);
            assertThat(stage.files(PREFIX)).containsExactly("flush-8-900-0.json");
            assertSame(reader, told);
        }
    }

    @Test
    void hourThatIsNotOverIsLeftAlone() {
        try (Stage stage = Stage.in(directory)) {
            HourKey now = HourKey.of(Instant.now());
            for (int batch = 1; batch <= 2; batch++) {
                Certificate part = new Certificate(now, Map.of(), batch, List.of(), List.of(), List.of());
                stage.store().put(CoverageFile.flushed(now, batch).name(), CertificateJson.write(part));
            }
            assertThat(stage.settle().compact().certificatesMerged()).isZero();
            assertThat(stage.compact(point -> {}, LATER, false).certificatesMerged()).isEqualTo(2);
        }
    }

    /** Parts may come in another order. */
    private static void assertSame(CoverageReader reader, Certificate told) {
        Certificate now = reader.hour(HOUR).orElseThrow();
        assertThat(now.tables()).isEqualTo(told.tables());
        assertThat(now.malformed()).isEqualTo(told.malformed());
        assertThat(now.spans()).containsExactlyInAnyOrderElementsOf(told.spans());
    }

    private static void die(Stage stage, CompactCrashPoint deadly) {
        assertThatThrownBy(() -> stage.compact(
                        point -> {
                            if (point == deadly) {
                                throw new CrashException();
                            }
                        },
                        LATER,
                        false))
                .isInstanceOf(CrashException.class);
    }

    private static void put(Stage stage, int batch) {
        Certificate part = new Certificate(
                HOUR,
                Map.of(Table.LIKES, new TableCount(batch, 0)),
                batch,
                List.of(new Span("a", "x-" + batch, START + batch, START + batch + 1)),
                List.of(),
                List.of());
        stage.store().put(CoverageFile.flushed(HOUR, batch).name(), CertificateJson.write(part));
    }
}
