package dev.skytrove.buffer;

import dev.skytrove.lake.coverage.Gap;
import dev.skytrove.lake.coverage.Span;
import java.util.List;

/**
 * What a connection read since its last note: stored in the same transaction as the events.
 *
 * @param connection which of all connections: letters, digits and hyphens
 * @param asked what the server was asked for, for people; empty but in a connection's first note
 * @param spans what was read without interruption
 * @param gaps what may be missing
 * @param reached the time up to which the connection has read; 0 if it brought no event yet
 * @param ended why the connection is over, as a short word; empty while it is not
 */
public record CoverageNote(
        String connection, String asked, List<Span> spans, List<Gap> gaps, long reached, String ended) {
    public CoverageNote {
        spans = List.copyOf(spans);
        gaps = List.copyOf(gaps);
    }
}
