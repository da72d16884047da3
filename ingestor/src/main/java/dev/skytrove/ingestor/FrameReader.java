package dev.skytrove.ingestor;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.ingestor.jetstream.Delivery;
import dev.skytrove.ingestor.jetstream.Message;
import dev.skytrove.ingestor.jetstream.MessageReader;
import dev.skytrove.ingestor.jetstream.SubscribeRequest;
import dev.skytrove.ingestor.jetstream.WrongDictionaryException;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the messages of one connection: events, notices, or garbage with a reason. */
final class FrameReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
    /** A connection has cause for one or two. */
    private static final int NOTICES_LOGGED = 10;

    private final IngestorMetrics metrics;
    private final Clock clock;
    private final MessageReader messages;
    private final String source;
    private int notices;
    private OptionalLong sequence = OptionalLong.empty();

    FrameReader(IngestorMetrics metrics, Clock clock, SubscribeRequest request) {
        this.metrics = metrics;
        this.clock = clock;
        this.messages = new MessageReader(request);
        this.source = request.url().source();
    }

    /**
     * Reads the next message; empty if there is nothing to keep of it.
     *
     * @throws WrongDictionaryException if no message of this connection can be read
     */
    Optional<ReceivedEvent> read(Message message) throws WrongDictionaryException {
        return switch (messages.read(message)) {
            case Delivery.Event event -> Optional.of(event(event));
            case Delivery.Garbage garbage -> {
                metrics.received(garbage.fault());
                yield Optional.of(malformed(garbage.raw(), garbage.fault().label()));
            }
            case Delivery.Notice notice -> {
                heard(notice);
                yield Optional.empty();
            }
        };
    }

    /** The highest number that the server gave an event since this was last asked. */
    OptionalLong takeSequence() {
        OptionalLong taken = sequence;
        sequence = OptionalLong.empty();
        return taken;
    }

    private ReceivedEvent event(Delivery.Event event) {
        metrics.receivedBytes(event.json().length);
        event.sequence().ifPresent(number -> sequence = OptionalLong.of(Math.max(number, sequence.orElse(0))));
        try {
            EventHeader header = EventHeader.parse(event.json());
            metrics.received(header);
            return new ReceivedEvent.Valid(event.json(), header);
        } catch (MalformedEventException e) {
            metrics.received(e.reason());
            return malformed(event.raw(), e.reason().label());
        }
    }

    private ReceivedEvent malformed(byte[] raw, String reason) {
        return new ReceivedEvent.Malformed(raw, reason, clock.instant());
    }

    private void heard(Delivery.Notice notice) {
        metrics.noticed(notice.isGap());
        if (notices++ < NOTICES_LOGGED) {
            LOG.warn("{} says {}: {}", source, notice.name(), notice.text());
        }
    }

    @Override
    public void close() {
        messages.close();
    }
}
