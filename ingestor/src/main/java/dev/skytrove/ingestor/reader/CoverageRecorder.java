package dev.skytrove.ingestor.reader;

import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.lake.coverage.Gap;
import dev.skytrove.lake.coverage.GapKind;
import dev.skytrove.lake.coverage.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one connection has read, and where it may have missed something: what certificates of the lake are made of. A
 * server that leaves events out says so seldom, so it is looked for: the numbers of events on the second wire follow each
 * other, and a network of hundreds of events a second is never silent for long. Neither holds where only some collections
 * or accounts are asked for. Used by one thread.
 */
final class CoverageRecorder {
    /** Longer silence of the network, or a later beginning, is suspected to be a gap. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final long LONGEST_SILENCE_US = LONGEST_SILENCE.toMillis() * 1_000;
    /** The network did not exist before. */
    private static final long FIRST_US = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2022-01-01T00:00:00Z"));
    /** Of more in a batch, the last ones become one. */
    private static final int MOST_GAPS = 100;

    private final String connection;
    private final String source;
    private final StartAt start;
    private final boolean isFiltered;
    private final List<Span> spans = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private OptionalLong sequence = OptionalLong.empty();
    private boolean toldAsked;
    private boolean begun;
    private boolean saidLate;
    private boolean ended;
    private long unnumbered;
    private long from;
    private long reached;
    /** What is later than this is not believed. */
    private long latest;

    /**
     * Begins a connection.
     *
     * @param connection which of all connections: unique, of letters, digits and hyphens
     * @param source the name of what is read
     * @param isFiltered whether only some events are asked for
     */
    CoverageRecorder(String connection, String source, boolean isFiltered, StartAt start) {
        this.connection = connection;
        this.source = source;
        this.start = start;
        this.isFiltered = isFiltered;
    }

    /** @param latestUs the latest time that is believed now */
    void believe(long latestUs) {
        latest = latestUs;
    }

    /** The server said that it begins later than it was asked to. */
    void late() {
        saidLate = true;
    }

    /** A frame came of which nothing could be made: its number is not known. */
    void garbage() {
        unnumbered++;
    }

    /** An event came that has no time of its own. */
    void numbered(OptionalLong number) {
        if (number.isPresent() && begun) {
            follow(reached, number.getAsLong());
        }
    }

    /**
     * An event came.
     *
     * @param number what the server numbers it with, if it does
     */
    void event(long timeUs, OptionalLong number) {
        if (timeUs > latest || timeUs < FIRST_US) {
            numbered(number);
        } else if (begun) {
            if (number.isPresent()) {
                follow(timeUs, number.getAsLong());
            }
            if (!isFiltered && timeUs - reached > LONGEST_SILENCE_US) {
                gap(GapKind.SILENCE, timeUs, 0);
            }
            reached = Math.max(reached, timeUs);
        } else {
            begin(timeUs);
            sequence = number;
        }
    }

    private void begin(long timeUs) {
        begun = true;
        from = timeUs;
        reached = timeUs;
        if (start instanceof StartAt.Time asked && asked.timeUs() < timeUs) {
            boolean suspected = !isFiltered && timeUs - asked.timeUs() > LONGEST_SILENCE_US;
            if (saidLate || suspected) {
                gaps.add(new Gap(source, GapKind.LATE, asked.timeUs(), timeUs, 0));
            } else {
                from = asked.timeUs();
            }
        }
    }

    private void follow(long timeUs, long number) {
        long missing = sequence.isPresent() ? number - sequence.getAsLong() - 1 - unnumbered : 0;
        if (missing > 0 && !isFiltered) {
            gap(GapKind.SEQUENCE, timeUs, missing);
        }
        sequence = OptionalLong.of(number);
        unnumbered = 0;
    }

    // Never without any width: what is missing must leave a hole, though the event behind is not later.
    private void gap(GapKind kind, long next, long events) {
        long until = Math.max(next, reached + 1);
        Gap gap = new Gap(source, kind, reached, until, events);
        if (gaps.size() < MOST_GAPS) {
            gaps.add(gap);
            spans.add(new Span(source, connection, from, reached));
        } else {
            gaps.set(MOST_GAPS - 1, gaps.getLast().with(gap));
        }
        from = until;
        reached = until;
    }

    /** What came since this was last asked, to be stored with its events. */
    CoverageNote take() {
        return note("");
    }

    /** Whether {@link #end} was asked for. */
    boolean isEnded() {
        return ended;
    }

    /** The last note, with why the connection is over. */
    CoverageNote end(String cause) {
        ended = true;
        return note(cause);
    }

    private CoverageNote note(String cause) {
        List<Span> read = new ArrayList<>(spans);
        if (begun) {
            read.add(new Span(source, connection, from, reached));
            from = reached;
        }
        CoverageNote note =
                new CoverageNote(connection, toldAsked ? "" : start.toString(), read, gaps, reached, cause);
        toldAsked = true;
        spans.clear();
        gaps.clear();
        return note;
    }
}
