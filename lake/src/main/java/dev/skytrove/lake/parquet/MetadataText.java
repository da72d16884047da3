package dev.skytrove.lake.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds a text among the metadata of a footer by its name, without reading the footer. In Thrift's compact protocol the
 * name is followed by the head of field 2, a text, and its length.
 */
final class MetadataText {
    private MetadataText() {}

    /** The text of a name; empty if there is none of that length, which is below 128 bytes. */
    static Optional<String> find(ByteBuffer footer, String name, int length) {
        int place = place(footer, name, length);
        if (place < 0) {
            return Optional.empty();
        }
        byte[] text = new byte[length];
        footer.get(footer.position() + place, text);
        return Optional.of(new String(text, StandardCharsets.ISO_8859_1));
    }

    /** Where it is, counted from the footer's start; the last one that looks so, negative if none does. */
    static int place(ByteBuffer footer, String name, int length) {
        byte[] before = (name + "\u0018" + (char) length).getBytes(StandardCharsets.US_ASCII);
        for (int i = footer.remaining() - before.length - length; i >= 0; i--) {
            if (isAt(footer, footer.position() + i, before)) {
                return i + before.length;
            }
        }
        return -1;
    }

    private static boolean isAt(ByteBuffer footer, int position, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (footer.get(position + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
