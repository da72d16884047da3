package dev.skytrove.runtime.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a request line asks for. People type {@code text=Café}, and curl and some browsers send it as it is: bytes that
 * RFC 3986 does not know are taken for UTF-8, like those that are percent-encoded, and only for that. Read in another
 * encoding they would be an answer to another question.
 */
final class RequestTarget {
    /** What the caller is told whose bytes are no UTF-8. */
    static final String NOT_UTF_8 = "the URL has bytes that are not UTF-8; percent-encode text as UTF-8,"
            + " so that Café becomes Caf%C3%A9 (curl: -G --data-urlencode 'text=Café')";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestTarget() {}

    /**
     * The same target with every byte above 0x7F percent-encoded.
     *
     * @param target each byte as the character of that number, as Netty's decoder has it
     * @return empty if bytes are not UTF-8, also once decoded
     */
    static Optional<String> encoded(String target) {
        if (!isUtf8(bytes(target))) {
            return Optional.empty();
        }
        if (target.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(target);
        }
        StringBuilder encoded = new StringBuilder(target.length() + 32);
        target.chars().forEach(c -> append(encoded, c));
        return Optional.of(encoded.toString());
    }

    private static void append(StringBuilder encoded, int c) {
        if (c < 0x80) {
            encoded.append((char) c);
        } else {
            encoded.append('%').append(HEX.toHexDigits((byte) c));
        }
    }

    /** With what is percent-encoded decoded. An escape that is none is not for here: it stays, and is refused later. */
    private static ByteBuffer bytes(String target) {
        ByteBuffer bytes = ByteBuffer.allocate(target.length());
        for (int i = 0; i < target.length(); i++) {
            if (isEscape(target, i)) {
                bytes.put((byte) HexFormat.fromHexDigits(target, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) target.charAt(i));
            }
        }
        return bytes.flip();
    }

    private static boolean isEscape(String target, int index) {
        return target.charAt(index) == '%'
                && index + 2 < target.length()
                && HexFormat.isHexDigit(target.charAt(index + 1))
                && HexFormat.isHexDigit(target.charAt(index + 2));
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            CharBuffer _ = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
