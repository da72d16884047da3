package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stranger's object, asked for what it should hold: what is absent or of a wrong type is empty, never an error. The
 * last of several fields with one name counts.
 *
 * <p>It knows where the values of its fields lie and reads those that it is asked for: neither the number of its fields
 * nor the depth of what is in them costs memory.
 */
final class JsonObject {
    static final JsonObject EMPTY = new JsonObject(new byte[0], Map.of());

    /** Those that columns are made of, and those on the way to them. */
    private static final Names FIELDS = Names.of(
            "$type", "text", "createdAt", "langs", "reply", "root", "parent", "uri", "embed", "record", "media", "images",
            "external", "facets", "features", "tag", "did", "tags", "labels", "values", "val", "subject", "via",
            "displayName", "description", "handle", "active", "status", "time");

    private final byte[] json;
    private final Map<String, Slice> fields;

    private JsonObject(byte[] json, Map<String, Slice> fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * The object that lies there.
     *
     * @param json a frame that was found to be valid JSON
     */
    static JsonObject read(byte[] json, Slice slice) {
        Map<String, Slice> fields = new HashMap<>();
        JsonCursor cursor = cursor(json, slice);
        try {
            cursor.enterObject();
            while (cursor.nextField(FIELDS)) {
                String name = cursor.name();
                if (name.isEmpty()) {
                    cursor.skip();
                } else {
                    fields.put(name, cursor.value());
                }
            }
        } catch (MalformedEventException e) {
            throw new IllegalStateException("what is in a valid frame is not valid", e);
        }
        return new JsonObject(json, fields);
    }

    JsonObject object(String name) {
        Slice slice = value(name);
        return first(slice) == '{' ? read(json, slice) : EMPTY;
    }

    Optional<String> text(String name) {
        return text(json, value(name));
    }

    Optional<Boolean> flag(String name) {
        return switch (first(value(name))) {
            case 't' -> Optional.of(true);
            case 'f' -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The instant that a text tells, in microseconds since 1970, or {@link CreatedAt#UNKNOWN}. */
    long instant(String name) {
        return text(name).map(CreatedAt::micros).orElse(CreatedAt.UNKNOWN);
    }

    /** The texts in an array, each read when it is its turn. */
    Stream<String> texts(String name) {
        return elements(name).flatMap(slice -> text(json, slice).stream());
    }

    /** The objects in an array, each read when it is its turn. */
    Stream<JsonObject> objects(String name) {
        return elements(name).filter(slice -> first(slice) == '{').map(slice -> read(json, slice));
    }

    private Stream<Slice> elements(String name) {
        Slice slice = value(name);
        return first(slice) == '[' ? JsonElements.of(cursor(json, slice)) : Stream.empty();
    }

    private Slice value(String name) {
        return fields.getOrDefault(name, Slice.NONE);
    }

    /** The byte that tells a value's type; 0 if there is none. */
    private int first(Slice slice) {
        return slice.length() == 0 ? 0 : json[slice.start()];
    }

    private static Optional<String> text(byte[] json, Slice slice) {
        if (slice.length() == 0 || json[slice.start()] != '"') {
            return Optional.empty();
        }
        int start = slice.start() + 1;
        int end = slice.end() - 1;
        return Optional.of(TextSpan.decode(json, TextSpan.of(start, end, JsonEscapes.areIn(json, start, end))));
    }

    private static JsonCursor cursor(byte[] json, Slice slice) {
        JsonCursor cursor = new JsonCursor();
        cursor.start(new ByteSlice(json, slice.start(), slice.end()));
        return cursor;
    }
}
