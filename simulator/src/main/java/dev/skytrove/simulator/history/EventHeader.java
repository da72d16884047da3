package dev.skytrove.simulator.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What serving needs to know of an event. An event that is no JSON object has none of it, nor has one the fields that
 * it lacks or whose values are of another type.
 *
 * @param timeUs {@code time_us}, or {@link #NO_TIME}
 * @param did the account, or empty
 * @param collection the commit's collection, or empty
 */
public record EventHeader(long timeUs, String did, String collection) {
    /** Stands for an unknown time; before every real one. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final EventHeader NONE = new EventHeader(NO_TIME, "", "");

    /** Reads the headers of events. May be used from any thread. */
    public static final class Parser {
        // Recordings may hold what no parser should be asked to read.
        private final JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .build())
                .build();

        /** The header of an event given as a buffer with an array; its position stays where it is. */
        public EventHeader parse(ByteBuffer event) {
            try (JsonParser parser = json.createParser(
                    event.array(), event.arrayOffset() + event.position(), event.remaining())) {
                return parse(parser);
            } catch (IOException e) {
                return NONE;
            }
        }

        private static EventHeader parse(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            long timeUs = NO_TIME;
            String did = "";
            String collection = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "time_us" -> timeUs = integer(parser);
                    case "did" -> did = string(parser);
                    case "commit" -> collection = collection(parser);
                    default -> parser.skipChildren();
                }
            }
            // What follows the object would make the line no JSON at all.
            return parser.nextToken() == null ? new EventHeader(timeUs, did, collection) : NONE;
        }

        private static String collection(JsonParser parser) throws IOException {
            String collection = "";
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return collection;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("collection");
                parser.nextToken();
                collection = wanted ? string(parser) : collection;
                parser.skipChildren();
            }
            return collection;
        }

        private static long integer(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return parser.getLongValue();
            }
            parser.skipChildren();
            return NO_TIME;
        }

        private static String string(JsonParser parser) throws IOException {
            String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            parser.skipChildren();
            return text;
        }
    }
}
