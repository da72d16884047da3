package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.ingestor.source.EventStream;
import dev.skytrove.ingestor.source.StreamListener;
import dev.skytrove.lake.event.FingerprintKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A connection to Jetstream, and what is made of its messages. */
final class JetstreamStream implements EventStream {
    /** The name of the error that tells of a sequence number that the server no longer has. */
    private static final String CURSOR_TOO_OLD = "CursorTooOld";
    /** The name of the error that tells of a dictionary that the server does not use, or not any more. */
    private static final String UNKNOWN_DICTIONARY = "UnknownZstdDictionary";

    private final Jetstream shared;
    private final SubscribeRequest request;
    private final MessageQueue queue;
    private final JetstreamConnection connection;
    private final MessageClassifier classifier;
    private final IntSupplier waiting;
    private Optional<ConnectionEnd> end = Optional.empty();
    private Optional<Disconnect> ended = Optional.empty();

    JetstreamStream(Jetstream shared, SubscribeRequest request, FingerprintKey key, long reachedUs) {
        this.shared = shared;
        this.request = request;
        this.queue = new MessageQueue(
                shared.settings().aheadEvents(),
                shared.settings().aheadSize().bytes(),
                shared.metrics().backPressure());
        this.classifier = new MessageClassifier(shared.metrics(), shared.clock(), request, key, reachedUs);
        this.waiting = queue::events;
        shared.metrics().aheadBegun(waiting);
        this.connection = shared.client().connect(request, queue);
    }

    @Override
    public boolean isOpened() {
        return connection.isOpened();
    }

    @Override
    public boolean isPaused() {
        return queue.isPausing();
    }

    @Override
    public Optional<Delivered> read(Duration wait, StreamListener listener) throws InterruptedException {
        if (ended.isPresent()) {
            return Optional.empty();
        }
        // A connection delivers everything before it says that it has ended, so that is asked first.
        end = connection.ended();
        Optional<Messages> messages = queue.poll(wait);
        if (messages.isPresent()) {
            end = Optional.empty();
            classify(messages.get(), listener);
        }
        return messages.map(read -> read::release);
    }

    private void classify(Messages messages, StreamListener listener) {
        try {
            for (Message message : messages.list()) {
                classifier.read(message, listener);
            }
        } catch (WrongDictionaryException e) {
            rejectDictionary();
            ended = Optional.of(new Disconnect(
                    DisconnectCause.DICTIONARY, e.getMessage(), Disconnect.Remedy.ASKS_OTHERWISE));
        }
    }

    @Override
    public Optional<Disconnect> ended() {
        if (ended.isEmpty()) {
            ended = classifier
                    .astray()
                    .map(why -> new Disconnect(DisconnectCause.ASTRAY, why, Disconnect.Remedy.FORGET_SEQUENCE))
                    .or(() -> end.map(this::disconnect));
        }
        return ended;
    }

    private Disconnect disconnect(ConnectionEnd how) {
        String message = how.toString();
        return switch (how) {
            case ConnectionEnd.Unreachable _ -> new Disconnect(DisconnectCause.UNREACHABLE, message);
            case ConnectionEnd.Refused _ -> new Disconnect(DisconnectCause.REFUSED, message, refused(message));
            case ConnectionEnd.Closed _ -> new Disconnect(DisconnectCause.CLOSED, message);
            case ConnectionEnd.Broken _ -> new Disconnect(DisconnectCause.BROKEN, message);
            case ConnectionEnd.Left _ -> new Disconnect(DisconnectCause.STOP, message);
        };
    }

    private Disconnect.Remedy refused(String message) {
        if (message.contains(CURSOR_TOO_OLD)) {
            return Disconnect.Remedy.FORGET_SEQUENCE;
        }
        if (message.contains(UNKNOWN_DICTIONARY)) {
            rejectDictionary();
            return Disconnect.Remedy.ASKS_OTHERWISE;
        }
        return Disconnect.Remedy.NONE;
    }

    private void rejectDictionary() {
        request.dictionary().ifPresent(used -> shared.dictionaries().reject(request.url(), used));
    }

    @Override
    public void stop() {
        queue.leave(connection);
    }

    @Override
    public void close() {
        connection.close();
        classifier.close();
        shared.metrics().aheadEnded(waiting);
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
