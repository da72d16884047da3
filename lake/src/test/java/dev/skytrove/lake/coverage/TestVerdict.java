package dev.skytrove.lake.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestVerdict {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final long LATER = at("15:30:00");

    @Test
    void hourThatSeveralConnectionsReadWithoutAHoleIsComplete() {
        Verdict verdict = judged(
                LATER,
                List.of(span("a", "14:30:00", "15:00:00"), span("b", "14:00:00", "14:20:00"), span("a", "14:19:00", "14:30:00")),
                List.of());

        assertThat(verdict).isEqualTo(new Verdict(HOUR, Verdict.State.COMPLETE, List.of(), List.of()));
    }

    @Test
    void whatNobodyReadIsNamed() {
        Verdict verdict = judged(
                LATER, List.of(span("a", "14:00:01", "14:20:00"), span("a", "14:30:00", "15:00:00")), List.of());

        assertThat(verdict.state()).isEqualTo(Verdict.State.INCOMPLETE);
        assertThat(verdict.reasons())
                .containsExactly(
                        "nothing was read from 2026-07-04T14:00:00Z to 2026-07-04T14:00:01Z",
                        "nothing was read from 2026-07-04T14:20:00Z to 2026-07-04T14:30:00Z");
    }

    @Test
    void gapIsTheReasonUnlessAnotherSourceReadOn() {
        Gap gap = new Gap("a", GapKind.LATE, at("14:20:00"), at("14:21:00"), 0);
        List<Span> alone = List.of(span("a", "14:00:00", "14:20:00"), span("a", "14:21:00", "15:00:00"));
        String named = "a began later than it was asked to: nothing from 2026-07-04T14:20:00Z to 2026-07-04T14:21:00Z";

        Verdict one = judged(LATER, alone, List.of(gap));
        Verdict two = judged(
                LATER,
                List.of(alone.get(0), alone.get(1), span("b", "14:00:00", "15:00:00")),
                List.of(gap));

        assertThat(one).isEqualTo(new Verdict(HOUR, Verdict.State.INCOMPLETE, List.of(named), List.of()));
        assertThat(two).isEqualTo(new Verdict(HOUR, Verdict.State.COMPLETE, List.of(), List.of(named)));
    }

    @Test
    void hourThatIsStillReadIsUnknown() {
        Verdict verdict = judged(at("14:20:00"), List.of(span("a", "14:00:00", "14:20:00")), List.of());

        assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
        assertThat(verdict.reasons()).containsExactly("read up to 2026-07-04T14:20:00Z so far");
    }

    @Test
    void hourOfWhichNobodyWroteIsUnknown() {
        Verdict verdict = Verdict.of(HOUR, Optional.empty(), LATER);

        assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
        assertThat(verdict.reasons()).containsExactly("no certificate");
    }

    private static Verdict judged(long readUpTo, List<Span> spans, List<Gap> gaps) {
        return Verdict.of(
                HOUR, Optional.of(new Certificate(HOUR, Map.of(), 0, spans, gaps, List.of())), readUpTo);
    }

    private static Span span(String source, String from, String to) {
        return new Span(source, source + "-1", at(from), at(to));
    }

    private static long at(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-07-04T" + time + "Z"));
    }
}
