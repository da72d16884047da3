package dev.skytrove.query.criteria;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * What continues a search: a place, and of which search. As a text it is {@code base64url(version 2, query, sort_at in
 * microseconds, uri)}, the numbers in 8 bytes each, big-endian. Version 1 had no {@code query}; its texts still read.
 *
 * @param place in the order of that search
 * @param query its fingerprint: {@link SearchCriteria#query}; {@link #ANY} in texts of version 1
 */
record Cursor(Position place, long query) {
    /** No search has this fingerprint. */
    static final long ANY = 0;

    private static final byte VERSION = 2;
    private static final byte VERSION_WITHOUT_QUERY = 1;
    private static final String URI_START = "at://";

    /** So many UTF-16 units of a URI fit into a request line, whatever they are. */
    private static final int LONGEST_URI = 3000;

    /**
     * What {@link #encode} made this text of.
     *
     * @throws IllegalArgumentException if it made no such text
     */
    static Cursor decode(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        byte version = bytes.hasRemaining() ? bytes.get() : 0;
        int numbers = version == VERSION ? 2 : 1;
        if ((version != VERSION && version != VERSION_WITHOUT_QUERY) || bytes.remaining() < numbers * Long.BYTES) {
            throw new IllegalArgumentException("not a cursor of a version known here");
        }
        long query = version == VERSION ? bytes.getLong() : ANY;
        Cursor cursor = new Cursor(new Position(instantOf(bytes.getLong()), textOf(bytes)), query);
        // Also refuses other spellings of the same bytes, which we never hand out.
        if (!cursor.place.uri().startsWith(URI_START) || !cursor.encode(version).equals(text)) {
            throw new IllegalArgumentException("a cursor that was never handed out");
        }
        return cursor;
    }

    /**
     * An opaque text of at most 12,023 letters, digits, {@code -} and {@code _}. Of a URI that does not fit into it, it is
     * the place behind all that begin with its first 1,500 characters.
     */
    String encode() {
        return encode(VERSION);
    }

    private String encode(byte version) {
        String uri = place.uri();
        byte[] text = (uri.length() > LONGEST_URI ? behindAll(uri) : uri).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(1 + 2 * Long.BYTES + text.length);
        bytes.put(version);
        if (version == VERSION) {
            bytes.putLong(query);
        }
        bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.sortAt())).put(text).flip();
        byte[] used = new byte[bytes.remaining()];
        bytes.get(used);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(used);
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
