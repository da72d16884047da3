package dev.skytrove.lake.coverage;

import dev.skytrove.lake.HourKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether all of an hour is in the lake, as far as can be known.
 *
 * @param hour which one
 * @param state the answer
 * @param reasons why it is not complete, for people; empty if it is
 * @param bridged what a source left out and another one brought, for people
 */
public record Verdict(HourKey hour, State state, List<String> reasons, List<String> bridged) {
    /** The answers. */
    public enum State {
        /** Every moment of it was read without a gap that can be known. */
        COMPLETE,
        /** Something is missing, or is suspected to. */
        INCOMPLETE,
        /** Nobody wrote down what was read, or it is still being read. */
        UNKNOWN;

        /** Its name for programs. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A stretch of time that nothing covers. */
    private record Hole(long from, long to) {
        boolean touches(Gap gap) {
            return gap.from() < to && gap.to() > from;
        }
    }

    /**
     * Judges an hour.
     *
     * @param certificate what is known of it, all parts together
     * @param readUpTo the latest time that anything was read of, in whatever hour
     */
    public static Verdict of(HourKey hour, Optional<Certificate> certificate, long readUpTo) {
        if (certificate.isEmpty()) {
            return new Verdict(hour, State.UNKNOWN, List.of("no certificate"), List.of());
        }
        long end = micros(hour.end());
        long closed = Math.min(end, readUpTo);
        List<Hole> holes = holes(certificate.get().spans(), micros(hour.start()), closed);
        List<String> reasons = new ArrayList<>();
        for (Hole hole : holes) {
            List<Gap> known = certificate.get().gaps().stream().filter(hole::touches).toList();
            known.forEach(gap -> reasons.add(described(gap)));
            if (known.isEmpty()) {
                reasons.add("nothing was read " + stretch(hole.from(), hole.to()));
            }
        }
        List<String> bridged = certificate.get().gaps().stream()
                .filter(gap -> holes.stream().noneMatch(hole -> hole.touches(gap)))
                .map(Verdict::described)
                .distinct()
                .toList();
        if (!reasons.isEmpty()) {
            return new Verdict(hour, State.INCOMPLETE, reasons.stream().distinct().toList(), bridged);
        }
        return closed < end
                ? new Verdict(hour, State.UNKNOWN, List.of("read up to " + time(readUpTo) + " so far"), bridged)
                : new Verdict(hour, State.COMPLETE, List.of(), bridged);
    }

    /** Whether an hour is over, once so much was read. */
    public static boolean isClosed(HourKey hour, long readUpTo) {
        return micros(hour.end()) <= readUpTo;
    }

    private static List<Hole> holes(List<Span> spans, long from, long to) {
        List<Span> sorted = spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
        List<Hole> holes = new ArrayList<>();
        long covered = from;
        for (Span span : sorted) {
            if (span.from() > covered && covered < to) {
                holes.add(new Hole(covered, Math.min(span.from(), to)));
            }
            covered = Math.max(covered, span.to());
        }
        if (covered < to) {
            holes.add(new Hole(covered, to));
        }
        return holes;
    }

    private static String described(Gap gap) {
        String stretch = stretch(gap.from(), gap.to());
        return switch (gap.kind()) {
            case SEQUENCE -> gap.source() + " left out " + gap.events() + (gap.events() == 1 ? " event" : " events")
                    + " by its numbers, " + stretch;
            case LATE -> gap.source() + " began later than it was asked to: nothing " + stretch;
            case SILENCE -> gap.source() + " is suspected to have left events out: it delivered none " + stretch;
        };
    }

    private static String stretch(long from, long to) {
        return "from " + time(from) + " to " + time(to);
    }

    private static Instant time(long timeUs) {
        return Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
