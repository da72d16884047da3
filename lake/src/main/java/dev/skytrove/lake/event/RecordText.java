package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text of a record that a column has, too: it is stored once. The record's JSON has null in its place, and whoever needs
 * all of the record puts it back. What a column cannot hold stays in the JSON: half of a surrogate pair, and all but the last
 * of several fields with one name.
 */
public final class RecordText {
    private static final String NULL = "null";

    private RecordText() {}

    /**
     * A record's JSON as it is stored.
     *
     * @param record where it lies in a frame that was found to be valid JSON
     * @param field whose text a column has
     */
    static String without(byte[] json, Slice record, String field) {
        List<Slice> found = fields(json, record, field);
        if (found.size() != 1 || !isStoredByItself(json, found.getFirst())) {
            return text(json, record.start(), record.end());
        }
        Slice value = found.getFirst();
        return text(json, record.start(), value.start()) + NULL + text(json, value.end(), record.end());
    }

    /**
     * The record's JSON, equal to what was delivered as a value.
     *
     * @param stored what {@code raw_data} has; as it is if it is no JSON object
     * @param field whose text a column has
     * @param value what that column has
     */
    public static String with(String stored, String field, Optional<String> value) {
        if (value.isEmpty()) {
            return stored;
        }
        byte[] json = stored.getBytes(StandardCharsets.UTF_8);
        try {
            List<JsonField> found = new ArrayList<>();
            JsonField.read(ByteSlice.of(json), each -> {
                if (each.name().equals(field)) {
                    found.add(each);
                }
            });
            if (found.size() != 1 || !found.getFirst().value().text().equals(NULL)) {
                return stored;
            }
            ByteSlice place = found.getFirst().value();
            return text(json, 0, place.start()) + quoted(value.get()) + text(json, place.end(), json.length);
        } catch (MalformedEventException e) {
            return stored;
        }
    }

    private static List<Slice> fields(byte[] json, Slice record, String field) {
        KnownNames wanted = KnownNames.of(field);
        JsonCursor cursor = new JsonCursor();
        cursor.start(new ByteSlice(json, record.start(), record.end()));
        List<Slice> found = new ArrayList<>(1);
        try {
            cursor.enterObject();
            while (cursor.nextField(wanted)) {
                if (cursor.name().equals(field)) {
                    found.add(cursor.value());
                } else {
                    cursor.skip();
                }
            }
        } catch (MalformedEventException e) {
            throw new IllegalStateException("what is in a valid frame is not valid", e);
        }
        return found;
    }

    private static boolean isStoredByItself(byte[] json, Slice value) {
        if (json[value.start()] != '"') {
            return false;
        }
        int start = value.start() + 1;
        int end = value.end() - 1;
        if (!JsonEscapes.areIn(json, start, end)) {
            return true;
        }
        String decoded = JsonEscapes.decode(json, start, end);
        return WellFormed.of(decoded).equals(decoded);
    }

    private static String text(byte[] json, int start, int end) {
        return new String(json, start, end - start, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
