package dev.skytrove.lake.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCertificates {
    private static final long MINUTE = 60_000_000L;
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final HourKey NEXT = HourKey.of(Instant.parse("2026-07-04T15:00:00Z"));
    private static final long START = HOUR.start().getEpochSecond() * 1_000_000;
    private static final String WRITTEN =
            """
            {"version":1,"hour":"2026-07-04T14:00:00Z","tables":{"posts":{"received":7,"ingested":5}},"malformed":2,\
            "read":[{"source":"a.example","connection":"x-1","from":1783173600000000,"to":1783173660000000}],\
            "gaps":[{"source":"a.example","kind":"sequence","from":1783173660000000,"to":1783173661000000,"events":3}],\
            "ended":[{"source":"a.example","connection":"x-1","at":1783173660000000,"cause":"closed"}]}""";

    @TempDir
    private Path directory;

    @Test
    void formIsTheDocumentedOne() {
        Certificate certificate = new Certificate(
                HOUR,
                Map.of(Table.POSTS, new TableCount(7, 5)),
                2,
                List.of(new Span("a.example", "x-1", START, START + MINUTE)),
                List.of(new Gap("a.example", GapKind.SEQUENCE, START + MINUTE, START + MINUTE + 1_000_000, 3)),
                List.of(new Ending("a.example", "x-1", START + MINUTE, "closed")));

        assertThat(new String(CertificateJson.write(certificate), StandardCharsets.UTF_8)).isEqualTo(WRITTEN);
        assertThat(CertificateJson.read(WRITTEN.getBytes(StandardCharsets.UTF_8))).isEqualTo(certificate);
    }

    @Test
    void otherFormsAreRefused() {
        for (String content : List.of("", "[]", "{}", "{\"version\":2}", WRITTEN.substring(1), WRITTEN.replace("14:00", "14:30"))) {
            assertThatIllegalArgumentException()
                    .as(content)
                    .isThrownBy(() -> CertificateJson.read(content.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void spansAreCutAtTheHourAndJoinedWithinIt() {
        CertificateBuilder builder = new CertificateBuilder();
        builder.add(new Span("a", "x-1", START + 50 * MINUTE, START + 55 * MINUTE));
        builder.add(new Span("a", "x-1", START + 55 * MINUTE, START + 65 * MINUTE));
        builder.add(new Gap("a", GapKind.SILENCE, START + 65 * MINUTE, START + 66 * MINUTE, 0));
        builder.add(new Span("a", "x-1", START + 66 * MINUTE, START + 67 * MINUTE));

        assertThat(builder.certificates()).extracting(Certificate::hour).containsExactly(HOUR, NEXT);
        assertThat(builder.certificates().get(0).spans())
                .containsExactly(new Span("a", "x-1", START + 50 * MINUTE, START + 60 * MINUTE));
        assertThat(builder.certificates().get(1).spans())
                .containsExactly(
                        new Span("a", "x-1", START + 60 * MINUTE, START + 65 * MINUTE),
                        new Span("a", "x-1", START + 66 * MINUTE, START + 67 * MINUTE));
    }

    @Test
    void serverThatJumpsThroughTheYearsMakesFewObjects() {
        CertificateBuilder builder = new CertificateBuilder();
        builder.add(new Gap("a", GapKind.SILENCE, START - 20_000 * 60 * MINUTE, START, 0));
        builder.add(new Span("a", "x-1", START - 20_000 * 60 * MINUTE, START));

        assertThat(builder.certificates()).hasSizeLessThan(60);
    }

    @Test
    void partsOfAnHourAreReadAsOneWithoutWhatIsSuperseded() {
        try (ObjectStore store = ObjectStores.open("file://" + directory, Map.of())) {
            put(store, CoverageFile.flushed(HOUR, 1), 3);
            put(store, CoverageFile.flushed(HOUR, 2), 4);
            put(store, CoverageFile.flushed(NEXT, 2), 50);
            put(store, CoverageFile.parse("coverage/" + NEXT.path() + "/flush-2-3-0.json").orElseThrow(), 60);
            store.put("coverage/" + HOUR.path() + "/notes.txt", new byte[1]);

            CoverageReader reader = new CoverageReader(store);
            Map<HourKey, Certificate> day = reader.day(LocalDate.parse("2026-07-04"));
            assertThat(day.keySet()).containsExactly(HOUR, NEXT);
            assertThat(day.get(HOUR).received()).isEqualTo(7);
            assertThat(day.get(NEXT).received()).isEqualTo(60);
            assertThat(reader.hour(HOUR)).contains(day.get(HOUR));
            assertThat(reader.days())
                    .contains(List.of(LocalDate.parse("2026-07-04"), LocalDate.parse("2026-07-04")));
        }
    }

    private static void put(ObjectStore store, CoverageFile file, long received) {
        store.put(
                file.name(),
                CertificateJson.write(new Certificate(
                        file.hour(),
                        Map.of(Table.LIKES, new TableCount(received, 0)),
                        0,
                        List.of(),
                        List.of(),
                        List.of())));
    }
}
