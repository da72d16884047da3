package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import java.util.function.Consumer;

/**
 * A field of a JSON object, with the bytes that it is written in.
 *
 * @param name what its name is, however it is written; an unpaired surrogate is U+FFFD
 * @param writtenName the name as written, in quotes
 * @param value the value as written, without space around it
 */
public record JsonField(String name, ByteSlice writtenName, ByteSlice value) {
    /**
     * Reads an object's fields in their order, and nothing in them, of whatever depth.
     *
     * @throws MalformedEventException if the bytes are not one JSON object in UTF-8; some fields may have been given by
     *     then
     */
    public static void read(ByteSlice object, Consumer<JsonField> consumer) throws MalformedEventException {
        if (!Utf8.isValid(object)) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
        JsonCursor cursor = new JsonCursor();
        cursor.start(object);
        if (!cursor.isObject()) {
            throw new MalformedEventException(MalformedReason.NOT_AN_OBJECT);
        }
        cursor.enterObject();
        while (cursor.nextField(KnownNames.NONE)) {
            long name = cursor.nameSpan();
            Slice value = cursor.value();
            consumer.accept(new JsonField(
                    WellFormed.of(TextSpan.decode(object.array(), name)),
                    new ByteSlice(object.array(), TextSpan.start(name) - 1, TextSpan.end(name) + 1),
                    new ByteSlice(object.array(), value.start(), value.end())));
        }
        if (!cursor.isAtEnd()) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
    }

    /** Whether the value is an object. */
    public boolean isObject() {
        return first() == '{';
    }

    /** The text that the value is, an empty one if it is none; an unpaired surrogate is U+FFFD. */
    public String text() {
        if (first() != '"') {
            return "";
        }
        return WellFormed.of(JsonEscapes.decode(value.array(), value.start() + 1, value.end() - 1));
    }

    private byte first() {
        return value.array()[value.start()];
    }
}
