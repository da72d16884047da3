package dev.skytrove.query.posts;

/**
 * How large a text is in JSON. A stranger chooses its characters: one of control takes six bytes there, and one byte in
 * memory.
 */
final class JsonSize {
    /** What a string takes in memory beside its characters, which is more than its quotes and comma. */
    private static final int STRING = 64;

    /** A control character, written as a backslash, {@code u} and four digits. */
    private static final int ESCAPED = 6;

    private JsonSize() {}

    /** About how many bytes of UTF-8 the text takes, quotes and escapes included; 0 if it is null. */
    static long of(String text) {
        if (text == null) {
            return 0;
        }
        long size = STRING;
        for (int i = 0; i < text.length(); i++) {
            size += size(text.charAt(i));
        }
        return size;
    }

    private static int size(char c) {
        if (c < ' ') {
            return ESCAPED;
        }
        if (c == '"' || c == '\\') {
            return 2;
        }
        if (c < 0x80) {
            return 1;
        }
        // A pair of surrogates is four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
