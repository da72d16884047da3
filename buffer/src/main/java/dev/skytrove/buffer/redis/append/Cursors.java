package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the stream has come: every source by itself, and all that deliver at the moment together.
 *
 * <p>A source's own cursor is the highest {@code time_us} that it delivered. The overall one never runs ahead of a
 * source that delivers: of several it is the slowest one's, of a single one the highest that was new. None runs ahead of
 * our clock by more than {@link ClockLimit} says, whatever events are stamped with, and none ever moves back. Not safe for use by several threads.
 */
final class Cursors {
    /** How many sources are remembered at most when an appender opens. */
    static final int REMEMBERED = 16;

    private static final long TOO_OLD_US = Duration.ofDays(1).toMillis() * 1_000;

    private final Map<String, Long> own = new HashMap<>();
    private final Map<String, Long> leads = new HashMap<>();
    private final Set<String> active = new HashSet<>();
    private long overall;

    /** @throws BufferCorruptedException if a cursor is no number */
    Cursors(Metadata metadata) {
        overall = resumePoint(metadata).map(ResumePoint::cursor).orElse(0L);
        own.putAll(metadata.numbers(BufferKeys.SOURCE_CURSOR));
        leads.putAll(metadata.numbers(BufferKeys.SOURCE_LEAD));
    }

    static Optional<ResumePoint> resumePoint(Metadata metadata) {
        return metadata.resumePoint(BufferKeys.CURSOR, BufferKeys.SOURCE);
    }

    /** The sources that are not worth remembering: a day behind, or more than {@link #REMEMBERED} are newer. */
    static Set<String> forgettable(Metadata metadata) {
        Map<String, Long> cursors = new HashMap<>();
        metadata.numbers(BufferKeys.SOURCE_SEQUENCE).keySet().forEach(source -> cursors.put(source, 0L));
        cursors.putAll(metadata.numbers(BufferKeys.SOURCE_CURSOR));
        long oldest = resumePoint(metadata).map(ResumePoint::cursor).orElse(0L) - TOO_OLD_US;
        List<String> newestFirst = new ArrayList<>(cursors.keySet());
        newestFirst.sort(Comparator.comparing(cursors::get, Comparator.<Long>reverseOrder()));
        Set<String> forgettable = new TreeSet<>(newestFirst.stream().skip(REMEMBERED).toList());
        newestFirst.stream().filter(source -> cursors.get(source) < oldest).forEach(forgettable::add);
        return forgettable;
    }

    /**
     * Moves on with a batch; its source delivers from now on.
     *
     * @param sequence what the source counts its events by, of the latest one; stored as it is
     * @return the fields of {@link BufferKeys#METADATA} that change
     */
    Map<String, String> advance(String source, SortedBatch batch, OptionalLong sequence) {
        Map<String, String> fields = new HashMap<>();
        active.add(source);
        long delivered = batch.delivered().cursor();
        if (delivered > of(source)) {
            own.put(source, delivered);
            fields.put(BufferKeys.sourceCursor(source), Long.toString(delivered));
        }
        if (batch.delivered().lead() > lead(source)) {
            leads.put(source, batch.delivered().lead());
            fields.put(BufferKeys.sourceLead(source), Long.toString(lead(source)));
        }
        ResumePoint reached = active.size() == 1 ? new ResumePoint(batch.reached().cursor(), source) : slowest();
        if (reached.cursor() > overall) {
            overall = reached.cursor();
            fields.put(BufferKeys.CURSOR, Long.toString(overall));
            fields.put(BufferKeys.SOURCE, reached.source());
        }
        sequence.ifPresent(value -> fields.put(BufferKeys.sourceSequence(source), Long.toString(value)));
        return fields;
    }

    /** Nothing more is expected of a source: it holds up the overall cursor no longer. */
    void leave(String source) {
        active.remove(source);
    }

    /** The overall cursor, 0 if no event was ever appended. */
    long overall() {
        return overall;
    }

    /** A source's own cursor, 0 if it never delivered an event. */
    long of(String source) {
        return own.getOrDefault(source, 0L);
    }

    /** How far a source's clock was ahead of ours at most, in microseconds; 0 if it was not. */
    long lead(String source) {
        return leads.getOrDefault(source, 0L);
    }

    private ResumePoint slowest() {
        String slowest = active.stream().min(Comparator.comparing(this::of)).orElseThrow();
        return new ResumePoint(of(slowest), slowest);
    }
}
