package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.batch.Cursors;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** {@link Cursors} as fields of {@link BufferKeys#METADATA}. */
final class SavedCursors {
    /** How many sources are remembered at most when an appender opens. */
    static final int REMEMBERED = 16;

    private static final long TOO_OLD_US = Duration.ofDays(1).toMillis() * 1_000;

    private SavedCursors() {}

    /** @throws BufferCorruptedException if a cursor is no number */
    static Cursors read(Metadata metadata) {
        return new Cursors(
                resumePoint(metadata),
                metadata.numbers(BufferKeys.SOURCE_CURSOR),
                metadata.numbers(BufferKeys.SOURCE_LEAD));
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
     * The fields that change.
     *
     * @param sequence what the source counts its events by, of the latest one; stored as it is
     */
    static Map<String, String> fields(String source, Cursors.Moved moved, OptionalLong sequence) {
        Map<String, String> fields = new HashMap<>();
        moved.own().ifPresent(cursor -> fields.put(BufferKeys.sourceCursor(source), Long.toString(cursor)));
        moved.lead().ifPresent(lead -> fields.put(BufferKeys.sourceLead(source), Long.toString(lead)));
        moved.overall().ifPresent(point -> {
            fields.put(BufferKeys.CURSOR, Long.toString(point.cursor()));
            fields.put(BufferKeys.SOURCE, point.source());
        });
        sequence.ifPresent(value -> fields.put(BufferKeys.sourceSequence(source), Long.toString(value)));
        return fields;
    }
}
