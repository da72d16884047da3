package dev.skytrove.buffer;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.HashMap;
import java.util.Map;

/** What an entry of the malformed frames says, as people want to read it. */
final class MalformedFields {
    private static final byte[] NONE = {};

    private MalformedFields() {}

    /** The fields as text, of which {@code raw} has all bytes that are kept. */
    static Map<String, String> readable(Map<String, byte[]> fields) {
        Map<String, String> readable = new HashMap<>();
        fields.forEach((name, value) -> readable.put(name, Bytes.text(value)));
        byte[] whole = readable.remove(BufferKeys.FIELD_WHOLE) == null ? NONE : whole(fields, readable);
        if (whole.length > 0) {
            readable.put(BufferKeys.FIELD_RAW, Bytes.text(whole));
        }
        return Map.copyOf(readable);
    }

    /** Nothing if the entry contradicts itself: it is shown as it is, for that is what one looks for. */
    private static byte[] whole(Map<String, byte[]> fields, Map<String, String> readable) {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int length = Integer.parseInt(readable.getOrDefault(BufferKeys.FIELD_LENGTH, ""));
            return length > BlockWriter.MAX_EVENT_SIZE
                    ? NONE
                    : context.decompress(fields.get(BufferKeys.FIELD_WHOLE), Math.max(length, 0));
        } catch (NumberFormatException | ZstdException _) {
            return NONE;
        }
    }
}
