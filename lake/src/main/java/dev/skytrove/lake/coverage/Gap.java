package dev.skytrove.lake.coverage;

/**
 * What a source left out.
 *
 * @param source its host
 * @param kind how that is known
 * @param from the time of the last event before
 * @param to the time of the first event behind, at least {@code from}
 * @param events how many events are missing; 0 if that is not known
 */
public record Gap(String source, GapKind kind, long from, long to, long events) {
    /** @throws IllegalArgumentException if it ends before it begins */
    public Gap {
        if (to < from || events < 0) {
            throw new IllegalArgumentException("no gap: from " + from + " to " + to + ", " + events + " events");
        }
    }

    /** This and another gap of the same source as one. */
    public Gap with(Gap other) {
        return new Gap(source, kind, Math.min(from, other.from), Math.max(to, other.to), events + other.events);
    }
}
