package dev.skytrove.ingestor;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.ingestor.jetstream.Delivery;
import dev.skytrove.ingestor.jetstream.Message;
import dev.skytrove.ingestor.jetstream.MessageReader;
import dev.skytrove.ingestor.jetstream.SubscribeRequest;
import dev.skytrove.ingestor.jetstream.WrongDictionaryException;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.HeaderParser;
import dev.skytrove.lake.event.MalformedEventException;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
    private final HeaderParser headers = new HeaderParser();
    private final ReceivedCounts counts = new ReceivedCounts();
    private int notices;
    private OptionalLong sequence = OptionalLong.empty();

    FrameReader(IngestorMetrics metrics, Clock clock, SubscribeRequest request) {
        this.metrics = metrics;
        this.clock = clock;
        this.messages = new MessageReader(request);
        this.source = request.url().source();
    }

    /**
     * Reads the next message.
     *
     * @param keep is given what is to be kept of it, if there is anything
     * @throws WrongDictionaryException if no message of this connection can be read
     */
    void read(Message message, Consumer<ReceivedEvent> keep) throws WrongDictionaryException {
        if (messages.isPlain(message)) {
            keep.accept(event(message.payload(), message.payload()));
            return;
        }
        switch (messages.read(message)) {
            case Delivery.Event event -> keep.accept(event(event));
            case Delivery.Garbage garbage -> {
                metrics.received(garbage.fault());
                keep.accept(malformed(garbage.raw(), garbage.fault().label()));
            }
            case Delivery.Notice notice -> heard(notice);
        }
    }

    /** The highest number that the server gave an event since this was last asked. */
    OptionalLong takeSequence() {
        OptionalLong taken = sequence;
        sequence = OptionalLong.empty();
        return taken;
    }

    /** Tells the metrics what came since this was last called. */
    void tellCounts() {
        metrics.received(counts);
    }

    private ReceivedEvent event(Delivery.Event event) {
        event.sequence().ifPresent(number -> sequence = OptionalLong.of(Math.max(number, sequence.orElse(0))));
        return event(event.json(), event.raw());
    }

    private ReceivedEvent event(ByteSlice json, ByteSlice raw) {
        counts.add(json.length());
        try {
            EventHeader header = headers.parse(json);
            counts.add(header);
            return new ReceivedEvent.Valid(json, header);
        } catch (MalformedEventException e) {
            metrics.received(e.reason());
            return malformed(raw, e.reason().label());
        }
    }

    private ReceivedEvent malformed(ByteSlice raw, String reason) {
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
