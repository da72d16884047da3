package dev.skytrove.lake.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds a text among the metadata of a footer by its name, without reading the footer. In Thrift's compact protocol the
 * name is followed by the head of field 2, a text, and its length.
 */
final class MetadataText {
    private MetadataText() {}

    /** The text of a name; empty if there is none of that length. */
    static Optional<String> find(ByteBuffer footer, String name, int length) {
        int place = place(footer, name, length);
        if (place < 0) {
            return Optional.empty();
        }
        byte[] text = new byte[length];
        footer.get(footer.position() + place, text);
        return Optional.of(new String(text, StandardCharsets.ISO_8859_1));
    }

    /**
     * Where it is, counted from the footer's start; the last one that looks so, negative if none does.
     *
     * @param footer bytes of an array
     */
    static int place(ByteBuffer footer, String name, int length) {
        byte[] before = (name + "\u0018" + varint(length)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = footer.array();
        int start = footer.arrayOffset() + footer.position();
        for (int i = footer.remaining() - before.length - length; i >= 0; i--) {
            if (isAt(bytes, start + i, before)) {
                return i + before.length;
            }
        }
        return -1;
    }

    /** Seven bits a byte, the lowest first; all but the last have the highest bit set. */
    private static String varint(int number) {
        StringBuilder bytes = new StringBuilder();
        int left = number;
        for (; left > 0x7f; left >>>= 7) {
            bytes.append((char) ((left & 0x7f) | 0x80));
        }
        return bytes.append((char) left).toString();
    }

    private static boolean isAt(byte[] bytes, int place, byte[] name) {
        // Nearly all places differ in the first one.
        return bytes[place] == name[0] && Arrays.equals(bytes, place, place + name.length, name, 0, name.length);
    }
}
