package dev.skytrove.query.criteria;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * A place in the order of all posts: newest {@code sort_at} first, then by {@code uri}. New posts do not move it, so it
 * serves as the cursor that continues a search: {@code base64url(version 1, sort_at in microseconds, uri)}.
 *
 * @param sortAt in whole microseconds
 * @param uri of the post at this place, or empty for the place before all posts of {@code sortAt}
 */
public record Position(Instant sortAt, String uri) {
    /** Before every post. */
    public static final Position START = new Position(TimeRange.ALL.end(), "");

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES;
    private static final String URI_START = "at://";

    /** So many UTF-16 units of a URI fit into a request line, whatever they are. */
    private static final int LONGEST_URI = 3000;

    /** The place behind all posts from {@code instant} on, before all older ones. */
    public static Position behind(Instant instant) {
        return new Position(instant.minus(1, ChronoUnit.MICROS), "");
    }

    /**
     * The place that {@link #encode} made a cursor of.
     *
     * @throws IllegalArgumentException if it made no such cursor
     */
    public static Position decode(String cursor) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        if (bytes.remaining() < HEADER || bytes.get() != VERSION) {
            throw new IllegalArgumentException("not a cursor of version " + VERSION);
        }
        Position position = new Position(instantOf(bytes.getLong()), textOf(bytes));
        // Also refuses other spellings of the same bytes, which we never hand out.
        if (!position.uri.startsWith(URI_START) || !position.encode().equals(cursor)) {
            throw new IllegalArgumentException("a cursor that was never handed out");
        }
        return position;
    }

    /**
     * An opaque text of at most 12,012 letters, digits, {@code -} and {@code _}. Of a URI that does not fit into it, it is
     * the place behind all that begin with its first 1,500 characters.
     */
    public String encode() {
        byte[] text = (uri.length() > LONGEST_URI ? behindAll(uri) : uri).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + text.length);
        bytes.put(VERSION).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, sortAt)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The least text, by code points, behind all that begin as {@code text} does. */
    private static String behindAll(String text) {
        int[] start = text.codePoints().limit(LONGEST_URI / 2).toArray();
        int last = start.length - 1;
        while (start[last] == Character.MAX_CODE_POINT) {
            last--;
        }
        start[last] = start[last] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : start[last] + 1;
        return new String(start, 0, last + 1);
    }

    private static Instant instantOf(long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        if (instant.isBefore(TimeRange.ALL.start()) || instant.isAfter(TimeRange.ALL.end())) {
            throw new IllegalArgumentException("a time outside the years 1 to 9999");
        }
        return instant;
    }

    private static String textOf(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a uri that is not UTF-8", e);
        }
    }
}
