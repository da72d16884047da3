package dev.skytrove.ingestor.jetstream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of one frame, those of its payload and those beside it, as the bytes of their values. The last of several
 * fields with one name counts.
 */
final class V2Fields {
    private final byte[] json;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private String envelopeType = "";
    private String payloadType = "";

    V2Fields(byte[] json) {
        this.json = json;
    }

    /** Where a value lies, and its text if it is one. */
    private record Value(int start, int end, String text) {}

    /** Reads the object that has just begun. */
    void envelope(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("payload") && token == JsonToken.START_OBJECT) {
                payload(parser);
            } else if (name.equals("$type")) {
                envelopeType = value(parser).text();
            } else {
                values.put(name, value(parser));
            }
        }
    }

    private void payload(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("$type")) {
                payloadType = value(parser).text();
            } else {
                values.put(name, value(parser));
            }
        }
    }

    private static Value value(JsonParser parser) throws IOException {
        int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        parser.skipChildren();
        parser.finishToken();
        return new Value(start, Math.toIntExact(parser.currentLocation().getByteOffset()), text);
    }

    /** {@code message}, {@code error}, or what nobody knows. */
    String envelopeType() {
        return envelopeType;
    }

    /** What kind of event it is: the part of the payload's type behind {@code #}; empty if there is none. */
    String kind() {
        int hash = payloadType.lastIndexOf('#');
        return hash < 0 ? "" : payloadType.substring(hash + 1);
    }

    /** A field's text; empty if it is absent or no text. */
    String text(String name) {
        return values.containsKey(name) ? values.get(name).text() : "";
    }

    /** The server's number of the event, 0 if there is none. */
    long sequence() {
        try {
            return values.containsKey("seq") ? Long.parseLong(bytes("seq")) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Takes a field out: writes its name, in quotes, and its value, if it is there. */
    void move(String name, JsonBytes out) {
        Value value = values.remove(name);
        if (value != null) {
            out.field(name, json, value.start(), value.end());
        }
    }

    /** Drops a field. */
    void drop(String name) {
        values.remove(name);
    }

    /** Takes all fields out that are still there. */
    void moveRest(JsonBytes out) {
        values.forEach((name, value) -> out.field(name, json, value.start(), value.end()));
        values.clear();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    private String bytes(String name) {
        Value value = values.get(name);
        return new String(json, value.start(), value.end() - value.start(), StandardCharsets.UTF_8);
    }
}
