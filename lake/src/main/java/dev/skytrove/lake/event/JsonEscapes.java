package dev.skytrove.lake.event;

import java.nio.charset.StandardCharsets;

/** What backslashes mean in a JSON string (RFC 8259, section 7). All strings given here were found to be well-formed. */
final class JsonEscapes {
    private JsonEscapes() {}

    /** The text that the inside of a string stands for. */
    static String decode(byte[] json, int start, int end) {
        String raw = new String(json, start, end - start, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (raw.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(meant(raw.charAt(i)));
            }
        }
        return text.toString();
    }

    /** Whether a backslash is among these bytes. */
    static boolean areIn(byte[] json, int start, int end) {
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static char meant(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
