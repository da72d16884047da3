package dev.skytrove.acceptance;

import java.util.ArrayList;
import java.util.List;

/** Reads RFC 4180, strictly. */
final class Csv {
    private final String text;
    private int next;

    private Csv(String text) {
        this.text = text;
    }

    /** The records, each a list of fields. */
    static List<List<String>> parse(String text) {
        Csv csv = new Csv(text);
        List<List<String>> records = new ArrayList<>();
        while (csv.next < text.length()) {
            records.add(csv.fields());
        }
        return records;
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>(List.of(field()));
        while (text.startsWith(",", next)) {
            next++;
            fields.add(field());
        }
        if (!text.startsWith("\r\n", next)) {
            throw new AssertionError("a record does not end with CRLF at " + next + ": " + fields);
        }
        next += 2;
        return fields;
    }

    private String field() {
        if (text.startsWith("\"", next)) {
            return quoted();
        }
        int start = next;
        while (",\r\n\"".indexOf(text.charAt(next)) < 0) {
            next++;
        }
        return text.substring(start, next);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        next++;
        while (text.charAt(next) != '"' || text.startsWith("\"\"", next)) {
            field.append(text.charAt(next));
            next += text.charAt(next) == '"' ? 2 : 1;
        }
        next++;
        return field.toString();
    }
}
