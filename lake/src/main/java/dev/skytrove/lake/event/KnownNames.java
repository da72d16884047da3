package dev.skytrove.lake.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A few texts that are expected, to be recognised in a frame's bytes without making new ones. */
final class KnownNames {
    /** Nothing is expected. */
    static final KnownNames NONE = of();

    private final String[] texts;
    private final byte[][] bytes;

    private KnownNames(String... texts) {
        this.texts = texts;
        this.bytes = Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    static KnownNames of(String... texts) {
        return new KnownNames(texts.clone());
    }

    /** The text that these bytes are, or an empty one if it is not among the expected. */
    String find(byte[] json, int start, int end) {
        for (int i = 0; i < bytes.length; i++) {
            if (is(bytes[i], json, start, end)) {
                return texts[i];
            }
        }
        return "";
    }

    // Length and last byte tell nearly all of them apart.
    private static boolean is(byte[] text, byte[] json, int start, int end) {
        int length = end - start;
        return text.length == length
                && text[length - 1] == json[end - 1]
                && Arrays.equals(text, 0, length, json, start, end);
    }

    /** The same text if it is expected, else an empty one. */
    String find(String text) {
        return List.of(texts).contains(text) ? text : "";
    }
}
