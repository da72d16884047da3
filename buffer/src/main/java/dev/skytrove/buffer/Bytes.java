package dev.skytrove.buffer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as Redis keeps it. */
final class Bytes {
    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Map<byte[], byte[]> of(Map<String, String> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(field -> of(field.getKey()), field -> of(field.getValue())));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
