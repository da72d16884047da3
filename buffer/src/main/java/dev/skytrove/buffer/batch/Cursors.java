package dev.skytrove.buffer.batch;

import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.ResumePoint;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far the stream has come: every source by itself, and all that deliver at the moment together.
 *
 * <p>A source's own cursor is the highest {@code time_us} that it delivered. The overall one never runs ahead of a
 * source that delivers: of several it is the slowest one's, of a single one the highest that was new. None runs ahead of
 * our clock by more than {@link ClockLimit} says, whatever events are stamped with, and none ever moves back. Not safe for use by several threads.
 */
public final class Cursors {
    private final Map<String, Long> own = new HashMap<>();
    private final Map<String, Long> leads = new HashMap<>();
    private final Set<String> active = new HashSet<>();
    private long overall;

    /**
     * As they were left.
     *
     * @param overall where the stream was left
     * @param own how far each source had come
     * @param leads how far the clocks of sources were ahead of ours, in microseconds
     */
    public Cursors(Optional<ResumePoint> overall, Map<String, Long> own, Map<String, Long> leads) {
        this.overall = overall.map(ResumePoint::cursor).orElse(0L);
        this.own.putAll(own);
        this.leads.putAll(leads);
    }

    /**
     * What moved.
     *
     * @param own the source's own cursor
     * @param lead how far its clock is ahead of ours, in microseconds
     * @param overall the overall cursor
     */
    public record Moved(OptionalLong own, OptionalLong lead, Optional<ResumePoint> overall) {}

    /** Moves on with a batch; its source delivers from now on. */
    public Moved advance(String source, SortedBatch batch) {
        OptionalLong ownMoved = OptionalLong.empty();
        OptionalLong leadMoved = OptionalLong.empty();
        Optional<ResumePoint> overallMoved = Optional.empty();
        active.add(source);
        long delivered = batch.delivered().cursor();
        if (delivered > of(source)) {
            own.put(source, delivered);
            ownMoved = OptionalLong.of(delivered);
        }
        if (batch.delivered().lead() > lead(source)) {
            leads.put(source, batch.delivered().lead());
            leadMoved = OptionalLong.of(lead(source));
        }
        ResumePoint reached = active.size() == 1 ? new ResumePoint(batch.reached().cursor(), source) : slowest();
        if (reached.cursor() > overall) {
            overall = reached.cursor();
            overallMoved = Optional.of(reached);
        }
        return new Moved(ownMoved, leadMoved, overallMoved);
    }

    /** Nothing more is expected of a source: it holds up the overall cursor no longer. */
    public void leave(String source) {
        active.remove(source);
    }

    /** The overall cursor, 0 if no event was ever appended. */
    public long overall() {
        return overall;
    }

    /** A source's own cursor, 0 if it never delivered an event. */
    public long of(String source) {
        return own.getOrDefault(source, 0L);
    }

    /** How far a source's clock was ahead of ours at most, in microseconds; 0 if it was not. */
    public long lead(String source) {
        return leads.getOrDefault(source, 0L);
    }

    private ResumePoint slowest() {
        String slowest = active.stream().min(Comparator.comparing(this::of)).orElseThrow();
        return new ResumePoint(of(slowest), slowest);
    }
}
