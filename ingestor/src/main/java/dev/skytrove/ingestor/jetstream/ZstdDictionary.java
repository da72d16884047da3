package dev.skytrove.ingestor.jetstream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictDecompress;

/** A dictionary with which a server compresses its messages. */
public final class ZstdDictionary {
    private final long id;
    private final ZstdDictDecompress prepared;

    private ZstdDictionary(long id, ZstdDictDecompress prepared) {
        this.id = id;
        this.prepared = prepared;
    }

    /**
     * Takes a dictionary in zstd's own format (RFC 8878, section 6).
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    public static ZstdDictionary of(byte[] content) {
        long id = Zstd.getDictIdFromDict(content);
        if (id == 0) {
            throw new IllegalArgumentException("not a zstd dictionary: it has no ID");
        }
        return new ZstdDictionary(id, new ZstdDictDecompress(content));
    }

    /** The number by which compressed messages name it. */
    public long id() {
        return id;
    }

    ZstdDictDecompress prepared() {
        return prepared;
    }
}
