package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import dev.skytrove.ingestor.jetstream.StartAt;
import dev.skytrove.ingestor.jetstream.SubscribeRequest;
import dev.skytrove.ingestor.jetstream.Subscription;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.coverage.Gap;
import dev.skytrove.lake.coverage.GapKind;
import dev.skytrove.lake.coverage.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TestReading {
    private static final long T = Instant.parse("2026-07-04T14:00:00Z").getEpochSecond() * 1_000_000;
    private static final long SECOND = 1_000_000;
    private static final String HOST = "a.example";

    @Test
    void batchesFollowEachOtherFromWhereTheServerWasAskedToBegin() {
        Reading reading = reading(new StartAt.Time(T), List.of());
        reading.event(T + SECOND, OptionalLong.empty());
        reading.event(T + SECOND / 2, OptionalLong.empty());
        CoverageNote first = reading.take();
        reading.event(T + 9 * SECOND, OptionalLong.empty());
        CoverageNote last = reading.end("closed");

        assertThat(first.asked()).isEqualTo("from cursor " + T + " (2026-07-04T14:00:00Z)");
        assertThat(first.spans()).containsExactly(span(T, T + SECOND));
        assertThat(last)
                .isEqualTo(new CoverageNote(
                        "c-1", "", List.of(span(T + SECOND, T + 9 * SECOND)), List.of(), T + 9 * SECOND, "closed"));
    }

    @Test
    void lateBeginningIsAGap() {
        Reading reading = reading(new StartAt.Time(T), List.of());
        reading.event(T + 11 * SECOND, OptionalLong.empty());

        CoverageNote note = reading.take();
        assertThat(note.gaps()).containsExactly(new Gap(HOST, GapKind.LATE, T, T + 11 * SECOND, 0));
        assertThat(note.spans()).containsExactly(span(T + 11 * SECOND, T + 11 * SECOND));
    }

    @Test
    void serverThatSaysThatItBeginsLateIsBelieved() {
        Reading reading = reading(new StartAt.Time(T), List.of());
        reading.late();
        reading.event(T + SECOND, OptionalLong.empty());

        assertThat(reading.take().gaps()).containsExactly(new Gap(HOST, GapKind.LATE, T, T + SECOND, 0));
    }

    @Test
    void missingNumbersAreCountedButNotThoseOfGarbage() {
        Reading reading = reading(new StartAt.Sequence(5), List.of());
        reading.event(T, OptionalLong.of(5));
        reading.garbage();
        reading.event(T + 1, OptionalLong.of(7));
        reading.event(T + 2, OptionalLong.of(7));
        reading.numbered(OptionalLong.of(8));
        reading.event(T + 3, OptionalLong.of(12));

        CoverageNote note = reading.take();
        assertThat(note.gaps()).containsExactly(new Gap("v2:a.example", GapKind.SEQUENCE, T + 2, T + 3, 3));
        assertThat(note.spans())
                .containsExactly(
                        new Span("v2:a.example", "c-1", T, T + 2), new Span("v2:a.example", "c-1", T + 3, T + 3));
    }

    @Test
    void missingNumbersLeaveAHoleThoughTheNextEventIsEarlier() {
        Reading reading = reading(new StartAt.Sequence(5), List.of());
        reading.event(T, OptionalLong.of(5));
        reading.event(T - 3, OptionalLong.of(7));

        CoverageNote note = reading.take();
        assertThat(note.gaps()).containsExactly(new Gap("v2:a.example", GapKind.SEQUENCE, T, T + 1, 1));
        assertThat(note.spans())
                .containsExactly(
                        new Span("v2:a.example", "c-1", T, T), new Span("v2:a.example", "c-1", T + 1, T + 1));
    }

    @Test
    void whoAsksForSomeEventsOnlyCannotTellWhatIsMissing() {
        Reading reading = reading(new StartAt.Time(T), List.of("app.bsky.feed.post"));
        reading.event(T + 60 * SECOND, OptionalLong.of(5));
        reading.event(T + 120 * SECOND, OptionalLong.of(900));

        CoverageNote note = reading.take();
        assertThat(note.gaps()).isEmpty();
        assertThat(note.spans()).containsExactly(span(T, T + 120 * SECOND));
    }

    @Test
    void timesThatCannotBeAreNotRead() {
        Reading reading = reading(new StartAt.Now(), List.of());
        reading.event(T, OptionalLong.empty());
        reading.event(5, OptionalLong.empty());
        reading.event(T + 7_200 * SECOND, OptionalLong.empty());

        CoverageNote note = reading.take();
        assertThat(note.gaps()).isEmpty();
        assertThat(note.spans()).containsExactly(span(T, T));
    }

    @Test
    void i5ManyGapsOfABatchBecomeOne() {
        Reading reading = reading(new StartAt.Now(), List.of());
        for (int i = 0; i < 1_000; i++) {
            reading.event(T + i, OptionalLong.of(2L * i + 1));
        }

        CoverageNote note = reading.take();
        assertThat(note.gaps()).hasSize(100);
        assertThat(note.gaps().stream().mapToLong(Gap::events).sum()).isEqualTo(999);
        assertThat(note.gaps().getLast().to()).isEqualTo(T + 999);
    }

    private static Span span(long from, long to) {
        return new Span(HOST, "c-1", from, to);
    }

    private static Reading reading(StartAt start, List<String> collections) {
        boolean second = start instanceof StartAt.Sequence;
        JetstreamUrl url = JetstreamUrl.parse(
                second ? "wss://a.example/xrpc/network.bsky.jetstream.subscribeEvents" : "wss://a.example/subscribe");
        Reading reading = new Reading(
                "c-1",
                new SubscribeRequest(
                        url, new Subscription(collections, List.of(), DataSize.ofMebibytes(1)), start, Optional.empty()));
        reading.believe(T + 3_600 * SECOND);
        return reading;
    }
}
