package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamConnection;
import dev.skytrove.ingestor.jetstream.SubscribeRequest;
import java.util.Optional;

/**
 * A connection and what comes out of it.
 *
 * @param reader which of the readers has it, from 0
 * @param request what it was asked for
 * @param connection the connection, open or about to be
 * @param handOver where it puts what it reads
 * @param coverage is told of every event, if two sources are compared
 */
record Link(
        int reader,
        SubscribeRequest request,
        JetstreamConnection connection,
        HandOver handOver,
        Optional<Coverage> coverage) {
    /** The name that the server's cursors are saved with. */
    String source() {
        return request.url().source();
    }
}
