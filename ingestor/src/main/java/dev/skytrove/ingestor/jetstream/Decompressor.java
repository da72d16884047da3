package dev.skytrove.ingestor.jetstream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Optional;

/**
 * Unpacks messages, each one zstd frame, and none beyond a size: what claims or turns out to be larger costs no more
 * memory than that. Not safe for use by several threads.
 */
final class Decompressor implements AutoCloseable {
    private static final int FIRST_GUESS = 16 << 10;
    private static final long UNKNOWN = -1;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final long dictionary;
    private final int maxSize;

    /** @param maxSize the largest message to unpack, in bytes */
    Decompressor(ZstdDictionary dictionary, int maxSize) {
        this.dictionary = dictionary.id();
        this.maxSize = maxSize;
        context.loadDict(dictionary.prepared());
    }

    /**
     * Unpacks a message.
     *
     * @return empty if it is no zstd frame or larger than allowed
     * @throws WrongDictionaryException if it was packed with another dictionary
     */
    Optional<byte[]> unpack(byte[] message) throws WrongDictionaryException {
        if (message.length == 0) {
            return Optional.empty();
        }
        long used = Zstd.getDictIdFromFrame(message);
        if (used != 0 && used != dictionary) {
            throw new WrongDictionaryException(used, dictionary);
        }
        try {
            long declared = declaredSize(message);
            if (declared > maxSize) {
                return Optional.empty();
            }
            return declared > 0
                    ? Optional.of(context.decompress(message, (int) declared))
                    : unpackUnknown(message);
        } catch (ZstdException _) {
            return Optional.empty();
        }
    }

    private static long declaredSize(byte[] message) {
        try {
            return Zstd.getFrameContentSize(message);
        } catch (ZstdException _) {
            return UNKNOWN;
        }
    }

    // The frame does not say how large its content is: more and more room is tried.
    private Optional<byte[]> unpackUnknown(byte[] message) {
        for (int room = Math.min(FIRST_GUESS, maxSize); ; room = (int) Math.min(4L * room, maxSize)) {
            try {
                return Optional.of(context.decompress(message, room));
            } catch (ZstdException e) {
                boolean tooSmall = e.getErrorCode() == Zstd.errDstSizeTooSmall();
                if (!tooSmall || room == maxSize) {
                    return Optional.empty();
                }
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
