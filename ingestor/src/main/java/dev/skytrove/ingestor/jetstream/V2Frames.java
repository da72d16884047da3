package dev.skytrove.ingestor.jetstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.skytrove.lake.ByteSlice;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Reads the frames of {@link Wire#V2}, each a self-describing JSON object, after the lexicon {@code
 * network.bsky.jetstream.subscribeEvents}. Events of kinds that are not known become events of that kind.
 */
final class V2Frames {
    private final JsonFactory factory = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(256)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    Delivery read(byte[] json) {
        try (JsonParser parser = factory.createParser(json)) {
            V2Fields fields = new V2Fields(json);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return garbage(json);
            }
            fields.envelope(parser);
            return parser.nextToken() == null ? delivery(fields, json) : garbage(json);
        } catch (IOException e) {
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
