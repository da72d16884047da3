package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes once through one JSON value (RFC 8259), from field to field, and skips what nobody asks for without decoding it.
 *
 * <p>All of it is checked, also what is skipped, to any depth, which costs a bit a level and no stack. Only objects and
 * arrays that are stepped into, with {@link #nextField} and {@link #nextElement}, count on the caller to be left again.
 * Whether the bytes are UTF-8 is left to the caller where {@link #mayBeBeyondAscii}.
 *
 * <p>Every event goes through here, byte by byte, and a native binary calls what a JVM would inline: where much passes,
 * a look at the next byte stands instead of a call. One cursor goes through one value after the other.
 */
final class JsonCursor {
    static final long NO_INTEGER = Long.MIN_VALUE;

    /** Levels of what is skipped for which the room is always there, in words of as many bits. */
    private static final int USUAL_DEPTH = 4;

    /** Any number of so many digits fits into a long. */
    private static final int SAFE_DIGITS = 18;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private byte[] json = {};
    private int end;
    private int at;
    /** Of each level of what is being skipped, the outermost first, a bit: whether it is an object, else an array. */
    private long[] levels = new long[USUAL_DEPTH];
    private int depth;
    private boolean escaped;
    private boolean beyondAscii;
    private boolean first;
    private String name = "";
    private long nameSpan;
    private int objectEnd;

    /** Goes to the beginning of another value. */
    void start(ByteSlice bytes) {
        json = bytes.array();
        at = bytes.start();
        end = bytes.end();
        beyondAscii = false;
        if (levels.length > USUAL_DEPTH) {
            levels = new long[USUAL_DEPTH];
        }
        skipSpace();
    }

    /** Whether a string may have held a byte that is not ASCII; there is none outside of strings. */
    boolean mayBeBeyondAscii() {
        return beyondAscii;
    }

    /** The index of the byte that comes next. */
    int position() {
        return at;
    }

    /** The index behind the object that {@link #nextField} left last. */
    int objectEnd() {
        return objectEnd;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Whether the value that comes next is an object. */
    boolean isObject() {
        return at < end && json[at] == '{';
    }

    /** Whether the value that comes next is an array. */
    boolean isArray() {
        return at < end && json[at] == '[';
    }

    /** Whether what comes next may be a value at all. */
    boolean isValue() {
        return at < end && "{[\"-0123456789tfn".indexOf(json[at]) >= 0;
    }

    /** Steps into the object that comes next; {@link #nextField} must follow until there is none. */
    void enterObject() {
        enter();
    }

    /** Steps into the array that comes next; {@link #nextElement} must follow until there is none. */
    void enterArray() {
        enter();
    }

    /** Goes to the next element of an array, and leaves the array behind its last. */
    boolean nextElement() throws MalformedEventException {
        if (next() == ']') {
            leave();
            return false;
        }
        nextMember();
        return true;
    }

    /**
     * Goes to the next field's value, and leaves the object behind its last.
     *
     * @param names those that the caller looks for
     * @return whether there is one
     */
    boolean nextField(KnownNames names) throws MalformedEventException {
        if (next() == '}') {
            leave();
            return false;
        }
        nextMember();
        name = readName(names);
        skipColon();
        return true;
    }

    private void enter() {
        at++;
        skipSpace();
        first = true;
    }

    private void nextMember() throws MalformedEventException {
        if (!first) {
            expect(',');
            skipSpace();
        }
        first = false;
    }

    /** The name of the field that is next; empty if the caller does not look for it. */
    String name() {
        return name;
    }

    /** Where the name of the field that is next lies, whether the caller looks for it or not: a {@link TextSpan}. */
    long nameSpan() {
        return nameSpan;
    }

    private String readName(KnownNames names) throws MalformedEventException {
        int start = at + 1;
        skipString();
        int end = at - 1;
        nameSpan = TextSpan.of(start, end, escaped);
        return escaped ? names.find(JsonEscapes.decode(json, start, end)) : names.find(json, start, end);
    }

    /** Where the text that comes next lies, a {@link TextSpan}; skips what is none. */
    long text() throws MalformedEventException {
        if (next() != '"') {
            skip();
            return TextSpan.NONE;
        }
        int start = at + 1;
        skipString();
        long span = TextSpan.of(start, at - 1, escaped);
        skipSpace();
        return span;
    }

    /** The text that comes next, which is not made anew if it is one of those expected; skips what is none. */
    String text(KnownNames expected) throws MalformedEventException {
        return TextSpan.decode(json, text(), expected);
    }

    /** The integer that comes next; skips what is none or does not fit, and returns {@link #NO_INTEGER}. */
    long integer() throws MalformedEventException {
        int start = at;
        skip();
        int end = at;
        while (end > start && isSpace(json[end - 1])) {
            end--;
        }
        int digits = json[start] == '-' ? start + 1 : start;
        long value = 0;
        for (int i = digits; i < end; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return NO_INTEGER;
            }
            value = 10 * value + (json[i] - '0');
        }
        if (end - digits > SAFE_DIGITS) {
            return large(start, end);
        }
        return digits == start ? value : -value;
    }

    // Seldom: what may not fit is left to those who know.
    private long large(int start, int end) {
        try {
            return Long.parseLong(new String(json, start, end - start, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException _) {
            return NO_INTEGER;
        }
    }

    /** Where the object that comes next lies, which is skipped; so is what is none. */
    Slice object() throws MalformedEventException {
        if (!isObject()) {
            skip();
            return Slice.NONE;
        }
        return value();
    }

    /** Where the value that comes next lies, which is skipped. */
    Slice value() throws MalformedEventException {
        int start = at;
        skipValue();
        Slice slice = new Slice(start, at);
        skipSpace();
        return slice;
    }

    /** Skips the value that comes next. */
    void skip() throws MalformedEventException {
        skipValue();
        skipSpace();
    }

    private void skipValue() throws MalformedEventException {
        depth = 0;
        do {
            if (skipBeginning()) {
                skipEnds();
            }
        } while (depth > 0);
    }

    /** Skips a value, or what an object or array has before its first one; returns whether that was all of it. */
    private boolean skipBeginning() throws MalformedEventException {
        switch (next()) {
            case '{' -> {
                boolean empty = isEmpty('}');
                if (!empty) {
                    deeper(true);
                    skipString();
                    skipColon();
                }
                return empty;
            }
            case '[' -> {
                boolean empty = isEmpty(']');
                if (!empty) {
                    deeper(false);
                }
                return empty;
            }
            case '"' -> skipString();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
        return true;
    }

    /** Steps in, and out again if there is nothing. */
    private boolean isEmpty(char bracket) throws MalformedEventException {
        at++;
        skipSpace();
        boolean empty = next() == bracket;
        at += empty ? 1 : 0;
        return empty;
    }

    private void deeper(boolean object) {
        int word = depth >>> 6;
        if (word == levels.length) {
            levels = Arrays.copyOf(levels, 2 * word);
        }
        long bit = 1L << depth;
        levels[word] = object ? levels[word] | bit : levels[word] & ~bit;
        depth++;
    }

    /** Skips what follows a value: the ends of all whose last it is, then what is before the next one. */
    private void skipEnds() throws MalformedEventException {
        while (depth > 0) {
            boolean object = (levels[(depth - 1) >>> 6] & 1L << (depth - 1)) != 0;
            skipSpace();
            if (next() == ',') {
                at++;
                skipSpace();
                if (object) {
                    skipString();
                    skipColon();
                }
                return;
            }
            expect(object ? '}' : ']');
            depth--;
        }
    }

    /** Skips a colon and the space around it, of which there seldom is any. */
    private void skipColon() throws MalformedEventException {
        if (at + 1 < end && json[at] == ':' && json[at + 1] > ' ') {
            at++;
        } else {
            skipSpace();
            expect(':');
            skipSpace();
        }
    }

    /** Leaves in {@link #escaped} whether there was an escape in it. */
    private void skipString() throws MalformedEventException {
        if (at == end || json[at] != '"') {
            throw invalid();
        }
        escaped = false;
        at = special(at + 1);
        while (at < end && json[at] == '\\') {
            escaped = true;
            skipEscape();
            at = special(at);
        }
        if (at == end || json[at] != '"') {
            throw invalid();
        }
        at++;
    }

    /** The first quote, backslash or control character from an index on, or the end. */
    private int special(int from) {
        int i = from;
        long seen = 0;
        while (i + Long.BYTES <= end) {
            long word = LittleEndian.getLong(json, i);
            seen |= word;
            long quotes = word ^ QUOTES;
            long backslashes = word ^ BACKSLASHES;
            // Of each of the three, the lowest mark is true; a borrow can only make false ones above a true one.
            long marks = ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - SPACES) & ~word);
            if ((marks & HIGHS) != 0) {
                beyondAscii |= (seen & HIGHS) != 0;
                return i + (Long.numberOfTrailingZeros(marks & HIGHS) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && json[i] != '"' && json[i] != '\\' && (json[i] < 0 || json[i] >= ' ')) {
            seen |= json[i];
            i++;
        }
        beyondAscii |= (seen & HIGHS) != 0;
        return i;
    }

    private void skipEscape() throws MalformedEventException {
        at++;
        switch (next()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                for (int i = 1; i <= 4; i++) {
                    if (at + i >= end || Character.digit(json[at + i], 16) < 0) {
                        throw invalid();
                    }
                }
                at += 5;
            }
            default -> throw invalid();
        }
    }

    private void skipWord(String word) throws MalformedEventException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void skipNumber() throws MalformedEventException {
        if (next() == '-') {
            at++;
        }
        if (next() == '0') {
            at++;
        } else {
            skipDigits();
        }
        if (!isAtEnd() && json[at] == '.') {
            at++;
            skipDigits();
        }
        if (!isAtEnd() && (json[at] == 'e' || json[at] == 'E')) {
            at++;
            if (next() == '+' || next() == '-') {
                at++;
            }
            skipDigits();
        }
    }

    private void skipDigits() throws MalformedEventException {
        int start = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw invalid();
        }
    }

    private void leave() {
        at++;
        objectEnd = at;
        first = false;
        skipSpace();
    }

    private void skipSpace() {
        while (at < end && isSpace(json[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private byte next() throws MalformedEventException {
        if (at == end) {
            throw invalid();
        }
        return json[at];
    }

    private void expect(char c) throws MalformedEventException {
        if (next() != c) {
            throw invalid();
        }
        at++;
    }

    private static MalformedEventException invalid() {
        return new MalformedEventException(MalformedReason.INVALID_JSON);
    }
}
