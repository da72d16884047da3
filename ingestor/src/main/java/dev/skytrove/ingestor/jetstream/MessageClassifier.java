package dev.skytrove.ingestor.jetstream;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.ingestor.source.StreamListener;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.FingerprintKey;
import dev.skytrove.lake.event.HeaderParser;
import dev.skytrove.lake.event.MalformedEventException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the messages of one connection: events, notices, or garbage with a reason. */
final class MessageClassifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageClassifier.class);
    /** A connection has cause for one or two. */
    private static final int NOTICES_LOGGED = 10;

    private final IngestorMetrics metrics;
    private final Clock clock;
    private final MessageReader messages;
    private final String source;
    private final HeaderParser headers;
    private final OptionalLong asked;
    private final long reached;
    private int notices;
    private boolean begun;
    private Optional<String> astray = Optional.empty();

    /**
     * @param key what fingerprints are made with
     * @param reached the highest {@code time_us} that the server delivered before, its own clock's lead included: where it
     *     is asked for the number of its latest event, that one is not newer, unless it numbers its events anew
     */
    MessageClassifier(
            IngestorMetrics metrics,
            Clock clock,
            SubscribeRequest request,
            FingerprintKey key,
            long reached) {
        this.headers = new HeaderParser(key);
        this.asked = request.start() instanceof StartAt.Sequence start
                ? OptionalLong.of(start.sequence())
                : OptionalLong.empty();
        this.reached = reached;
        this.metrics = metrics;
        this.clock = clock;
        this.messages = new MessageReader(request);
        this.source = request.url().source();
    }

    /**
     * Reads the next message.
     *
     * @param listener is given what is to be kept of it, if there is anything
     * @throws WrongDictionaryException if no message of this connection can be read
     */
    void read(Message message, StreamListener listener) throws WrongDictionaryException {
        if (astray.isPresent()) {
            return;
        }
        if (messages.isPlain(message)) {
            listener.received(event(message.payload(), message.payload()), OptionalLong.empty());
            return;
        }
        switch (messages.read(message)) {
            case Delivery.Event event -> {
                ReceivedEvent received = event(event);
                if (astray.isEmpty()) {
                    listener.received(received, event.sequence());
                }
            }
            case Delivery.Garbage garbage -> {
                listener.unreadable(malformed(garbage.raw(), garbage.fault().label()));
            }
            case Delivery.Notice notice -> heard(notice, listener);
        }
    }

    /**
     * Why what the server sends is not what it was asked for by a sequence number, if so; all that follows is dropped, to
     * be asked for by time.
     */
    Optional<String> astray() {
        return astray;
    }

    private ReceivedEvent event(Delivery.Event event) {
        ReceivedEvent received = event(event.json(), event.raw());
        if (!begun && received instanceof ReceivedEvent.Valid valid) {
            begin(valid.header().timeUs(), event.sequence());
        }
        return received;
    }

    // A server that numbers anew may have come past our number by now, and then knows nothing of its mistake.
    private void begin(long timeUs, OptionalLong number) {
        begun = true;
        if (asked.isPresent() && asked.equals(number) && timeUs > reached) {
            astray = Optional.of("the sequence number that " + source + " was asked for is another event's now");
        }
    }

    private ReceivedEvent event(ByteSlice json, ByteSlice raw) {
        try {
            return new ReceivedEvent.Valid(json, headers.parse(json));
        } catch (MalformedEventException e) {
            return malformed(raw, e.reason().label());
        }
    }

    private ReceivedEvent.Malformed malformed(ByteSlice raw, String reason) {
        return new ReceivedEvent.Malformed(raw, reason, clock.instant());
    }

    private void heard(Delivery.Notice notice, StreamListener listener) {
        metrics.noticed(notice.isGap());
        if (notice.isGap()) {
            listener.beganLate();
        }
        if (notice.isFutureCursor() && asked.isPresent()) {
            astray = Optional.of(source + " does not know that sequence number yet");
        }
        if (notices++ < NOTICES_LOGGED) {
            LOG.warn("{} says {}: {}", source, notice.name(), notice.text());
        }
    }

    @Override
    public void close() {
        messages.close();
    }
}
