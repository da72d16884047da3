package dev.skytrove.functions;

import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Posts as JSON objects of some fields. */
public final class PostJson {
    private static final String HEX = "0123456789abcdef";

    private PostJson() {}

    /** Appends a post: what it lacks is null, times are those of {@link Times}. There is no line break in it. */
    public static void append(StringBuilder target, PostFields fields, PostResult post) {
        char separator = '{';
        for (PostField field : fields.list()) {
            target.append(separator).append('"').append(field.label()).append("\":");
            appendValue(target, post.value(field));
            separator = ',';
        }
        target.append('}');
    }

    private static void appendValue(StringBuilder target, Object value) {
        switch (value) {
            case null -> target.append("null");
            case Integer number -> target.append(number);
            case Boolean flag -> target.append(flag);
            case Instant time -> appendText(target, Times.format(time));
            case List<?> list -> appendList(target, list);
            case SortedMap<?, ?> features -> appendNumbers(target, features);
            default -> appendText(target, value.toString());
        }
    }

    /** Numbers by name, as a JSON object: names of features, and what is no infinity. */
    public static void appendNumbers(StringBuilder target, SortedMap<?, ?> numbers) {
        target.append('{');
        String separator = "";
        for (Map.Entry<?, ?> number : numbers.entrySet()) {
            target.append(separator).append('"').append(number.getKey()).append("\":").append(number.getValue());
            separator = ",";
        }
        target.append('}');
    }

    private static void appendList(StringBuilder target, List<?> list) {
        target.append('[');
        String separator = "";
        for (Object item : list) {
            target.append(separator);
            appendText(target, String.valueOf(item));
            separator = ",";
        }
        target.append(']');
    }

    /** As RFC 8259 has it. */
    private static void appendText(StringBuilder target, String text) {
        target.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> target.append('\\').append(c);
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                default -> {
                    if (c < ' ') {
                        target.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }
}
