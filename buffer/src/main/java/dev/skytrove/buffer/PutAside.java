package dev.skytrove.buffer;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.DataSize;
import java.util.Arrays;

/**
 * The bytes of a frame that is put aside: all of them, in a form that costs the buffer little.
 *
 * @param length how many the frame has
 * @param head its first ones as they are, all if there are few
 * @param whole all of them as one zstd frame; empty if the head is all, or there is no room for them
 */
@SuppressWarnings("ArrayRecordComponent") // carried to the buffer, never compared
public record PutAside(int length, byte[] head, byte[] whole) {
    private static final int LEVEL = 3;

    /**
     * Keeps a frame.
     *
     * @param headSize how much of it is kept as it is
     */
    public static PutAside of(ByteSlice frame, DataSize headSize) {
        byte[] head = frame.first((int) Math.min(headSize.bytes(), Integer.MAX_VALUE));
        return new PutAside(frame.length(), head, head.length == frame.length() ? new byte[0] : compressed(frame));
    }

    /** How many bytes are kept. */
    public int size() {
        return head.length + whole.length;
    }

    /** The same without what is behind the head. */
    public PutAside headOnly() {
        return new PutAside(length, head, new byte[0]);
    }

    private static byte[] compressed(ByteSlice frame) {
        byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(frame.length()))];
        try (ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true)) {
            int size = context.compressByteArray(packed, 0, packed.length, frame.array(), frame.start(), frame.length());
            return Arrays.copyOf(packed, size);
        }
    }
}
