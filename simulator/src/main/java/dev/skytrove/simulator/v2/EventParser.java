package dev.skytrove.simulator.v2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.skytrove.simulator.v2.EventParts.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Takes v1 events apart. What is not one JSON object and nothing else is no event. */
final class EventParser {
    // Recordings may hold what no parser should be asked to read.
    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    /** @param event a buffer with an array, whose position stays where it is */
    EventParts parse(ByteBuffer event) {
        try (JsonParser parser = json.createParser(
                event.array(), event.arrayOffset() + event.position(), event.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return EventParts.NONE;
            }
            EventParts parts = new Run(parser, event).parse();
            return parser.nextToken() == null ? parts : EventParts.NONE;
        } catch (IOException e) {
            return EventParts.NONE;
        }
    }

    /** One event being parsed. */
    private static final class Run {
        private final JsonParser parser;
        private final ByteBuffer text;
        /** What to add to the parser's offsets, which do not count from where the buffer does. */
        private final int shift;

        private final Map<String, Slice> members = new HashMap<>();
        private final Map<String, Slice> commit = new HashMap<>();
        private String kind = "";
        private String did = "";
        private String collection = "";
        private long timeUs = EventParts.NO_TIME;

        Run(JsonParser parser, ByteBuffer text) {
            this.parser = parser;
            this.text = text;
            int brace = text.position();
            while (text.get(brace) != '{') {
                brace++;
            }
            this.shift = brace - (int) parser.currentTokenLocation().getByteOffset();
        }

        EventParts parse() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                int from = start();
                switch (name) {
                    case "kind" -> kind = string(value);
                    case "did" -> did = string(value);
                    case "time_us" -> timeUs = integer(value);
                    case EventParts.COMMIT -> commit(value);
                    default -> parser.skipChildren();
                }
                members.put(name, new Slice(from, end()));
            }
            return new EventParts(text, kind, did, collection, timeUs, members, commit);
        }

        private void commit(JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                int from = start();
                if (name.equals("collection")) {
                    collection = string(token);
                }
                parser.skipChildren();
                commit.put(name, new Slice(from, end()));
            }
        }

        private String string(JsonToken value) throws IOException {
            String text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
            parser.skipChildren();
            return text;
        }

        private long integer(JsonToken value) throws IOException {
            boolean fits = value == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            long number = fits ? parser.getLongValue() : EventParts.NO_TIME;
            parser.skipChildren();
            return number;
        }

        private int start() {
            return shift + (int) parser.currentTokenLocation().getByteOffset();
        }

        private int end() throws IOException {
            parser.finishToken();
            return shift + (int) parser.currentLocation().getByteOffset();
        }
    }
}
