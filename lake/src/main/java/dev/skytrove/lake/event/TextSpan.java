package dev.skytrove.lake.event;

import java.nio.charset.StandardCharsets;

/**
 * Where the inside of a JSON string lies in a frame: start, end and whether there are escapes in it, in one number, so
 * that a text which nobody reads costs no object.
 */
final class TextSpan {
    /** There is no text; it reads as an empty one. */
    static final long NONE = 0;

    private static final long ESCAPED = Long.MIN_VALUE;

    private TextSpan() {}

    static long of(int start, int end, boolean escaped) {
        return (escaped ? ESCAPED : 0) | (long) start << Integer.SIZE | end;
    }

    static boolean isEmpty(long span) {
        return start(span) == end(span);
    }

    /** The index of its first byte. */
    static int start(long span) {
        return (int) ((span & ~ESCAPED) >>> Integer.SIZE);
    }

    /** The index behind its last byte. */
    static int end(long span) {
        return (int) span;
    }

    /** Whether its bytes are not yet the text's. */
    static boolean isEscaped(long span) {
        return span < 0;
    }

    /** The text. */
    static String decode(byte[] json, long span) {
        return decode(json, span, KnownNames.NONE);
    }

    /** The text, which is not made anew if it is one of those expected. */
    static String decode(byte[] json, long span, KnownNames expected) {
        int start = start(span);
        int end = end(span);
        if (isEscaped(span)) {
            return JsonEscapes.decode(json, start, end);
        }
        String known = expected.find(json, start, end);
        return known.isEmpty() ? new String(json, start, end - start, StandardCharsets.UTF_8) : known;
    }

    /** Whether it is a text of ASCII. */
    static boolean is(byte[] json, long span, String text) {
        int start = start(span);
        int length = end(span) - start;
        if (isEscaped(span)) {
            return JsonEscapes.decode(json, start, end(span)).equals(text);
        }
        // From the end: what names of fields share they mostly begin with.
        boolean same = text.length() == length;
        for (int i = length - 1; same && i >= 0; i--) {
            same = json[start + i] == text.charAt(i);
        }
        return same;
    }
}
