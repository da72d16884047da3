package dev.skytrove.lake.text;

import java.nio.charset.StandardCharsets;

/** One segment of the path of a URL (RFC 3986, 3.3). */
public final class PathSegment {
    /** Beside letters and digits, what record keys and DIDs may have. */
    private static final String UNCHANGED = "-._~:";

    private static final String HEX = "0123456789ABCDEF";

    private PathSegment() {}

    /** The text with every other byte of its UTF-8 percent-encoded. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            append(encoded, Byte.toUnsignedInt(octet));
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, int octet) {
        if (isAlphanumeric(octet) || UNCHANGED.indexOf(octet) >= 0) {
            encoded.append((char) octet);
        } else {
            encoded.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
        }
    }

    private static boolean isAlphanumeric(int octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
    }
}
