package dev.skytrove.testing.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the text of a part of a JSON text that is known to be valid, by counting brackets outside of strings. */
final class RawJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private final String text;
    private int next;
    private int count;
    private int start;

    private RawJson(String text) {
        this.text = text;
    }

    /** The value of an object's field exactly as written; of several fields with that name, the last one's. */
    static Optional<String> field(String object, String name) {
        RawJson scanner = new RawJson(object);
        scanner.next = object.indexOf('{') + 1;
        return scanner.find(name);
    }

    /**
     * The object with null for a text that has a column of its own: where it is the only field of that name, and a column can
     * hold it.
     */
    static String without(String object, String name) {
        RawJson scanner = new RawJson(object);
        scanner.next = object.indexOf('{') + 1;
        Optional<String> found = scanner.find(name);
        if (scanner.count != 1 || !found.get().startsWith("\"") || HALF.matcher(decode(found.get())).find()) {
            return object;
        }
        return object.substring(0, scanner.start) + "null" + object.substring(scanner.start + found.get().length());
    }

    private Optional<String> find(String wanted) {
        Optional<String> found = Optional.empty();
        skipSpaceAnd(',');
        while (text.charAt(next) != '}') {
            String name = decode(value());
            skipSpaceAnd(':');
            String value = value();
            if (name.equals(wanted)) {
                count++;
                start = next - value.length();
                found = Optional.of(value);
            }
            skipSpaceAnd(',');
        }
        return found;
    }

    private String value() {
        int start = next;
        int depth = 0;
        do {
            char c = text.charAt(next);
            if (c == '"') {
                skipString();
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                next++;
            }
        } while (depth > 0 || " \t\r\n,:]}".indexOf(text.charAt(next)) < 0);
        return text.substring(start, next);
    }

    private void skipString() {
        next++;
        while (text.charAt(next) != '"') {
            next += text.charAt(next) == '\\' ? 2 : 1;
        }
        next++;
    }

    private void skipSpaceAnd(char separator) {
        while (" \t\r\n".indexOf(text.charAt(next)) >= 0 || text.charAt(next) == separator) {
            next++;
        }
    }

    private static String decode(String literal) {
        try {
            return JSON.readValue(literal, String.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
