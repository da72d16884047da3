package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.session.BufferSession;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.EventSource;
import java.util.Optional;

/** Opens the connections of one session. */
final class SourceConnector {
    private final IngestContext context;
    private final BufferSession session;
    private final Optional<SourceComparison> comparison;

    /** @param comparison compares two sources, if there are two */
    SourceConnector(IngestContext context, BufferSession session, Optional<SourceComparison> comparison) {
        this.context = context;
        this.session = session;
        this.comparison = comparison;
    }

    /** Begins to connect, from where the source was left. */
    StreamReader open(int reader, EventSource source) throws InterruptedException {
        return new StreamReader(
                context,
                session,
                source,
                new StartPolicy(session, context.settings(), context.limit()).on(source),
                new StreamReader.Comparing(reader, comparison));
    }

    /**
     * Takes note of why a connection was left.
     *
     * @return whether the next request will be another
     */
    boolean corrects(EventSource source, Disconnect disconnect) {
        return switch (disconnect.remedy()) {
            case NONE -> false;
            case FORGET_SEQUENCE -> {
                session.forgetSequence(source.name());
                yield true;
            }
            case ASKS_OTHERWISE -> true;
        };
    }

    /** Begins or ends to count on a reader's source. */
    void connected(int reader, boolean isConnected) {
        comparison.ifPresent(compared -> {
            if (isConnected) {
                compared.connected(reader);
            } else {
                compared.disconnected(reader);
            }
        });
    }
}
