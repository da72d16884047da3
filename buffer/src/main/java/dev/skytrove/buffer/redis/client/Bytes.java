package dev.skytrove.buffer.redis.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as Redis keeps it. */
public final class Bytes {
    private Bytes() {}

    /** A text in UTF-8. */
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Texts in UTF-8, as scripts take their arguments. */
    public static byte[][] of(List<String> texts) {
        return texts.stream().map(Bytes::of).toArray(byte[][]::new);
    }

    /** Names and values of fields. */
    public static Map<byte[], byte[]> of(Map<String, String> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(field -> of(field.getKey()), field -> of(field.getValue())));
    }

    /** Names and values of fields, read. */
    public static Map<String, String> text(Map<byte[], byte[]> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(field -> text(field.getKey()), field -> text(field.getValue())));
    }

    /** The text that bytes are in UTF-8. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
