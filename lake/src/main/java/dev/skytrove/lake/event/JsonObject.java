package dev.skytrove.lake.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stranger's object, asked for what it should hold: what is absent or of a wrong type is empty, never an error.
 * Numbers are left out, for no column is made of one. The last of several fields with one name counts.
 */
final class JsonObject {
    static final JsonObject EMPTY = new JsonObject(Map.of());
    private static final Object LEFT_OUT = new Object();

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Reads a whole object. */
    static JsonObject read(byte[] json, Slice slice) throws IOException {
        try (JsonParser parser = EventJson.parser(json, slice)) {
            parser.nextToken();
            return object(parser);
        }
    }

    /** Reads an object without the objects and arrays in it. */
    static JsonObject readShallow(byte[] json, Slice slice) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        try (JsonParser parser = EventJson.parser(json, slice)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                fields.put(name, token.isStructStart() ? LEFT_OUT : value(parser));
                parser.skipChildren();
            }
        }
        return new JsonObject(fields);
    }

    JsonObject object(String name) {
        return fields.get(name) instanceof JsonObject object ? object : EMPTY;
    }

    Optional<String> text(String name) {
        return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        return fields.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The instant that a text tells, in microseconds since 1970, or {@link CreatedAt#UNKNOWN}. */
    long instant(String name) {
        return fields.get(name) instanceof String text ? CreatedAt.micros(text) : CreatedAt.UNKNOWN;
    }

    /** The texts in an array. */
    List<String> texts(String name) {
        return elements(name, String.class);
    }

    /** The objects in an array. */
    List<JsonObject> objects(String name) {
        return elements(name, JsonObject.class);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        if (!(fields.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> LEFT_OUT;
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new JsonObject(fields);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }
}
