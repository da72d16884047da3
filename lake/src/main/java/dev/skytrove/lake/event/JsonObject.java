package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stranger's object, asked for what it should hold: what is absent or of a wrong type is empty, never an error. The
 * last of several fields with one name counts.
 *
 * <p>It knows where the values of its fields lie and reads those that it is asked for. Of an object with more fields than
 * any usual one it knows nothing, and goes through it for each that it is asked for: neither the number of its fields nor
 * the depth of what is in them costs memory.
 */
final class JsonObject {
    static final JsonObject EMPTY = new JsonObject(new byte[0], Slice.NONE);

    /** Room for the fields of most objects. */
    private static final int FEW = 8;

    /** So many fields are known at most. Posts have about seven. */
    private static final int MOST = 64;

    private final byte[] json;
    private final Slice all;
    private int known;
    /** Where the known fields' names lie: a {@link TextSpan} each. */
    private long[] names = {};
    /** Where their values lie. */
    private Slice[] values = {};
    private boolean tooMany;

    private JsonObject(byte[] json, Slice all) {
        this.json = json;
        this.all = all;
    }

    /**
     * The object that lies there.
     *
     * @param json a frame that was found to be valid JSON
     */
    static JsonObject read(byte[] json, Slice slice) {
        JsonObject object = new JsonObject(json, slice);
        object.findFields();
        return object;
    }

    private void findFields() {
        JsonCursor cursor = cursor(json, all);
        try {
            cursor.enterObject();
            while (cursor.nextField(KnownNames.NONE)) {
                if (known == MOST) {
                    tooMany = true;
                    return;
                }
                add(cursor.nameSpan(), cursor.value());
            }
        } catch (MalformedEventException e) {
            throw notValid(e);
        }
    }

    private void add(long name, Slice value) {
        if (known == names.length) {
            int room = Math.max(FEW, 2 * known);
            names = Arrays.copyOf(names, room);
            values = Arrays.copyOf(values, room);
        }
        names[known] = name;
        values[known] = value;
        known++;
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
        if (tooMany) {
            return lookFor(name);
        }
        for (int i = known - 1; i >= 0; i--) {
            if (TextSpan.is(json, names[i], name)) {
                return values[i];
            }
        }
        return Slice.NONE;
    }

    private Slice lookFor(String name) {
        Slice last = Slice.NONE;
        JsonCursor cursor = cursor(json, all);
        try {
            cursor.enterObject();
            while (cursor.nextField(KnownNames.NONE)) {
                boolean found = TextSpan.is(json, cursor.nameSpan(), name);
                Slice value = cursor.value();
                last = found ? value : last;
            }
        } catch (MalformedEventException e) {
            throw notValid(e);
        }
        return last;
    }

    private static IllegalStateException notValid(MalformedEventException cause) {
        return new IllegalStateException("what is in a valid frame is not valid", cause);
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
