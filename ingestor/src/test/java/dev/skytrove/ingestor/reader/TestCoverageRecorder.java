package dev.skytrove.ingestor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.lake.coverage.Gap;
import dev.skytrove.lake.coverage.GapKind;
import dev.skytrove.lake.coverage.Span;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TestCoverageRecorder {
    private static final long T = Instant.parse("2026-07-04T14:00:00Z").getEpochSecond() * 1_000_000;
    private static final long SECOND = 1_000_000;
    private static final String HOST = "a.example";

    @Test
    void batchesFollowEachOtherFromWhereTheServerWasAskedToBegin() {
        CoverageRecorder recorder = recorder(new StartAt.Time(T), List.of());
        recorder.event(T + SECOND, OptionalLong.empty());
        recorder.event(T + SECOND / 2, OptionalLong.empty());
        CoverageNote first = recorder.take();
        recorder.event(T + 9 * SECOND, OptionalLong.empty());
        CoverageNote last = recorder.end("closed");

        assertThat(first.asked()).isEqualTo("from cursor " + T + " (2026-07-04T14:00:00Z)");
        assertThat(first.spans()).containsExactly(span(T, T + SECOND));
        assertThat(last)
                .isEqualTo(new CoverageNote(
                        "c-1", "", List.of(span(T + SECOND, T + 9 * SECOND)), List.of(), T + 9 * SECOND, "closed"));
    }

    @Test
    void lateBeginningIsAGap() {
        CoverageRecorder recorder = recorder(new StartAt.Time(T), List.of());
        recorder.event(T + 11 * SECOND, OptionalLong.empty());

        CoverageNote note = recorder.take();
        assertThat(note.gaps()).containsExactly(new Gap(HOST, GapKind.LATE, T, T + 11 * SECOND, 0));
        assertThat(note.spans()).containsExactly(span(T + 11 * SECOND, T + 11 * SECOND));
    }

    @Test
    void serverThatSaysThatItBeginsLateIsBelieved() {
        CoverageRecorder recorder = recorder(new StartAt.Time(T), List.of());
        recorder.late();
        recorder.event(T + SECOND, OptionalLong.empty());

        assertThat(recorder.take().gaps()).containsExactly(new Gap(HOST, GapKind.LATE, T, T + SECOND, 0));
    }

    @Test
    void missingNumbersAreCountedButNotThoseOfGarbage() {
        CoverageRecorder recorder = recorder(new StartAt.Sequence(5), List.of());
        recorder.event(T, OptionalLong.of(5));
        recorder.garbage();
        recorder.event(T + 1, OptionalLong.of(7));
        recorder.event(T + 2, OptionalLong.of(7));
        recorder.numbered(OptionalLong.of(8));
        recorder.event(T + 3, OptionalLong.of(12));

        CoverageNote note = recorder.take();
        assertThat(note.gaps()).containsExactly(new Gap("v2:a.example", GapKind.SEQUENCE, T + 2, T + 3, 3));
        assertThat(note.spans())
                .containsExactly(
                        new Span("v2:a.example", "c-1", T, T + 2), new Span("v2:a.example", "c-1", T + 3, T + 3));
    }

    @Test
    void missingNumbersLeaveAHoleThoughTheNextEventIsEarlier() {
        CoverageRecorder recorder = recorder(new StartAt.Sequence(5), List.of());
        recorder.event(T, OptionalLong.of(5));
        recorder.event(T - 3, OptionalLong.of(7));

        CoverageNote note = recorder.take();
        assertThat(note.gaps()).containsExactly(new Gap("v2:a.example", GapKind.SEQUENCE, T, T + 1, 1));
        assertThat(note.spans())
                .containsExactly(
                        new Span("v2:a.example", "c-1", T, T), new Span("v2:a.example", "c-1", T + 1, T + 1));
    }

    @Test
    void whoAsksForSomeEventsOnlyCannotTellWhatIsMissing() {
        CoverageRecorder recorder = recorder(new StartAt.Time(T), List.of("app.bsky.feed.post"));
        recorder.event(T + 60 * SECOND, OptionalLong.of(5));
        recorder.event(T + 120 * SECOND, OptionalLong.of(900));

        CoverageNote note = recorder.take();
        assertThat(note.gaps()).isEmpty();
        assertThat(note.spans()).containsExactly(span(T, T + 120 * SECOND));
    }

    @Test
    void timesThatCannotBeAreNotRead() {
        CoverageRecorder recorder = recorder(new StartAt.Now(), List.of());
        recorder.event(T, OptionalLong.empty());
        recorder.event(5, OptionalLong.empty());
        recorder.event(T + 7_200 * SECOND, OptionalLong.empty());

        CoverageNote note = recorder.take();
        assertThat(note.gaps()).isEmpty();
        assertThat(note.spans()).containsExactly(span(T, T));
    }

    @Test
    void i5ManyGapsOfABatchBecomeOne() {
        CoverageRecorder recorder = recorder(new StartAt.Now(), List.of());
        for (int i = 0; i < 1_000; i++) {
            recorder.event(T + i, OptionalLong.of(2L * i + 1));
        }

        CoverageNote note = recorder.take();
        assertThat(note.gaps()).hasSize(100);
        assertThat(note.gaps().stream().mapToLong(Gap::events).sum()).isEqualTo(999);
        assertThat(note.gaps().getLast().to()).isEqualTo(T + 999);
    }

    private static Span span(long from, long to) {
        return new Span(HOST, "c-1", from, to);
    }

    private static CoverageRecorder recorder(StartAt start, List<String> collections) {
        boolean second = start instanceof StartAt.Sequence;
        CoverageRecorder recorder =
                new CoverageRecorder("c-1", second ? "v2:" + HOST : HOST, !collections.isEmpty(), start);
        recorder.believe(T + 3_600 * SECOND);
        return recorder;
    }
}
