package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.source.MessageFault;
import dev.skytrove.lake.ByteSlice;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the messages of one connection: unpacks them, and brings them into the form of {@link Wire#V1}. One thread. */
public final class MessageReader implements AutoCloseable {
    private final Optional<Decompressor> decompressor;
    private final Optional<V2Frames> frames;

    /** @param request what the connection was asked for */
    public MessageReader(SubscribeRequest request) {
        int maxSize = (int) request.subscription().maxMessageSize().bytes();
        this.decompressor = request.dictionary().map(dictionary -> new Decompressor(dictionary, maxSize));
        this.frames = request.url().wire() == Wire.V2 ? Optional.of(new V2Frames()) : Optional.empty();
    }

    /**
     * Whether a message is an event of the first wire as it is. {@link #read} says the same of it, for an object more,
     * and most messages are.
     */
    public boolean isPlain(Message message) {
        return frames.isEmpty() && (decompressor.isEmpty() || !message.binary());
    }

    /**
     * Reads the next message.
     *
     * @throws WrongDictionaryException if no message of this connection can be unpacked
     */
    public Delivery read(Message message) throws WrongDictionaryException {
        if (decompressor.isEmpty() || !message.binary()) {
            return understand(message.payload());
        }
        Optional<byte[]> unpacked = decompressor.get().unpack(message.payload().toArray());
        return unpacked.isPresent()
                ? understand(ByteSlice.of(unpacked.get()))
                : new Delivery.Garbage(message.payload(), MessageFault.NOT_UNPACKABLE);
    }

    private Delivery understand(ByteSlice text) {
        return frames.isPresent()
                ? frames.get().read(text.toArray())
                : new Delivery.Event(text, text, OptionalLong.empty());
    }

    @Override
    public void close() {
        decompressor.ifPresent(Decompressor::close);
    }
}
