package dev.skytrove.buffer.redis.client;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.skytrove.buffer.MalformedFrame;
import dev.skytrove.buffer.block.BlockWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an entry of the malformed frames says, as people want to read it. */
public final class MalformedFields {
    private static final byte[] NONE = {};

    private MalformedFields() {}

    /** The fields as text. */
    public static MalformedFrame readable(Map<String, byte[]> fields) {
        Map<String, String> readable = new HashMap<>();
        fields.forEach((name, value) -> readable.put(name, Bytes.text(value)));
        byte[] whole = readable.remove(BufferKeys.FIELD_WHOLE) == null ? NONE : whole(fields, readable);
        if (whole.length > 0) {
            readable.put(BufferKeys.FIELD_RAW, Bytes.text(whole));
        }
        return new MalformedFrame(
                text(readable, BufferKeys.FIELD_REASON),
                text(readable, BufferKeys.FIELD_AT),
                text(readable, BufferKeys.FIELD_LENGTH),
                text(readable, BufferKeys.FIELD_ENTRY),
                text(readable, BufferKeys.FIELD_RAW));
    }

    private static Optional<String> text(Map<String, String> readable, String field) {
        return Optional.ofNullable(readable.get(field));
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
