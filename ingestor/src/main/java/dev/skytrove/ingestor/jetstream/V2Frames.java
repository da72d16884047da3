package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.source.MessageFault;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.MalformedEventException;
import java.util.OptionalLong;

/**
 * Reads the frames of {@link Wire#V2}, each a self-describing JSON object, after the lexicon {@code
 * network.bsky.jetstream.subscribeEvents}. Events of kinds that are not known become events of that kind.
 */
final class V2Frames {
    Delivery read(byte[] json) {
        try {
            return delivery(V2Fields.read(ByteSlice.of(json)), json);
        } catch (MalformedEventException _) {
            return garbage(json);
        }
    }

    private static Delivery delivery(V2Fields fields, byte[] json) {
        return switch (fields.envelopeType()) {
            case "message" -> message(fields, json);
            case "error" -> new Delivery.Notice(fields.text("error"), fields.text("message"));
            default -> garbage(json);
        };
    }

    private static Delivery message(V2Fields fields, byte[] json) {
        String kind = fields.kind();
        if (kind.isEmpty()) {
            return garbage(json);
        }
        if (kind.equals("info")) {
            return new Delivery.Notice(fields.text("name"), fields.text("message"));
        }
        long sequence = fields.sequence();
        OptionalLong numbered = sequence > 0 ? OptionalLong.of(sequence) : OptionalLong.empty();
        return new Delivery.Event(ByteSlice.of(new V1Event(fields).json()), ByteSlice.of(json), numbered);
    }

    private static Delivery garbage(byte[] json) {
        return new Delivery.Garbage(ByteSlice.of(json), MessageFault.INVALID_ENVELOPE);
    }
}
