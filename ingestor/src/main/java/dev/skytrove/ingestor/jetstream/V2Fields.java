package dev.skytrove.ingestor.jetstream;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.JsonField;
import dev.skytrove.lake.event.MalformedEventException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one frame, those of its payload and those beside it, as the bytes of their values. The last of several
 * fields with one name counts.
 */
final class V2Fields {
    private final Map<String, JsonField> values = new LinkedHashMap<>();
    private String envelopeType = "";
    private String payloadType = "";

    private V2Fields() {}

    /** @throws MalformedEventException if the frame is not one JSON object */
    static V2Fields read(ByteSlice frame) throws MalformedEventException {
        V2Fields fields = new V2Fields();
        Optional<ByteSlice> payload = fields.envelope(frame);
        if (payload.isPresent()) {
            JsonField.read(payload.get(), fields::payload);
        }
        return fields;
    }

    private Optional<ByteSlice> envelope(ByteSlice frame) throws MalformedEventException {
        List<ByteSlice> payload = new ArrayList<>();
        JsonField.read(frame, field -> {
            if (field.name().equals("payload") && field.isObject()) {
                payload.add(field.value());
            } else if (field.name().equals("$type")) {
                envelopeType = field.text();
            } else {
                values.put(field.name(), field);
            }
        });
        return payload.isEmpty() ? Optional.empty() : Optional.of(payload.getLast());
    }

    private void payload(JsonField field) {
        if (field.name().equals("$type")) {
            payloadType = field.text();
        } else {
            values.put(field.name(), field);
        }
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
            return values.containsKey("seq") ? Long.parseLong(values.get("seq").value().text()) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Takes a field out: writes it as it is written, if it is there. */
    void move(String name, JsonBytes out) {
        JsonField field = values.remove(name);
        if (field != null) {
            out.field(field);
        }
    }

    /** Drops a field. */
    void drop(String name) {
        values.remove(name);
    }

    /** Takes all fields out that are still there. */
    void moveRest(JsonBytes out) {
        values.values().forEach(out::field);
        values.clear();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
