package dev.skytrove.ingestor;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import java.time.Clock;

/** Judges messages: events, or garbage with a reason. */
final class FrameReader {
    private final IngestorMetrics metrics;
    private final Clock clock;

    FrameReader(IngestorMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    ReceivedEvent read(byte[] message) {
        try {
            EventHeader header = EventHeader.parse(message);
            metrics.received(header);
            return new ReceivedEvent.Valid(message, header);
        } catch (MalformedEventException e) {
            metrics.received(e.reason());
            return new ReceivedEvent.Malformed(message, e.reason().label(), clock.instant());
        }
    }
}
