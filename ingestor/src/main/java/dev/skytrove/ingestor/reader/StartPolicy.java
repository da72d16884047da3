package dev.skytrove.ingestor.reader;

import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.ingestor.session.BufferSession;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.ingestor.source.StartAt;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where to begin on a server, so that nothing is missed and not too much is asked for twice.
 *
 * <p>A server that numbers its events is asked for the last one that it delivered. Others are asked for the time at
 * which they were, and a little before, for they do not deliver in the order of time. A server that is new is asked for
 * the common cursor, and more before, for servers stamp the same event differently: by as much more as the clock of the
 * cursor's server was seen to be ahead of ours. None is asked for what has not happened yet.
 */
final class StartPolicy {
    /** A source that is further behind than this begins at the common cursor: duplicates are known for two hours. */
    private static final Duration OWN_CURSOR = Duration.ofHours(1);

    private final BufferSession session;
    private final IngestorConfig.Settings settings;
    private final ClockLimit limit;

    StartPolicy(BufferSession session, IngestorConfig.Settings settings, ClockLimit limit) {
        this.limit = limit;
        this.session = session;
        this.settings = settings;
    }

    StartAt on(EventSource source) {
        Optional<ResumePoint> common = session.position();
        long newest = common.map(ResumePoint::cursor).orElse(0L);
        long own = session.cursor(source.name());
        boolean recent = own > 0 && newest - own <= micros(OWN_CURSOR);
        OptionalLong sequence = session.sequence(source.name());
        if (source.numbersEvents() && recent && sequence.isPresent()) {
            return new StartAt.Sequence(sequence.getAsLong());
        }
        if (settings.sources() > 1 && recent) {
            return before(own, settings.rewind());
        }
        return common.map(point -> {
            boolean same = settings.sources() == 1 && point.source().equals(source.name());
            Duration otherHost = settings.hostChangeRewind().plus(session.lead(point.source()));
            return before(point.cursor(), same ? settings.rewind() : otherHost);
        }).orElse(new StartAt.Now());
    }

    private StartAt before(long cursor, Duration rewind) {
        return new StartAt.Time(Math.max(1, Math.min(cursor, limit.nowUs()) - micros(rewind)));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
