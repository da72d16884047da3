package dev.skytrove.buffer;

import java.nio.charset.StandardCharsets;

/** Text as Redis keeps it. */
final class Bytes {
    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
