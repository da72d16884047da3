package dev.skytrove.importer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks by what a stream begins with, whatever its name says: gzip, zstd, or neither. */
final class Unpacked {
    private static final int BUFFER = 64 << 10;
    private static final int MAGIC = 4;
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b52ffd;

    private Unpacked() {}

    /** The content. Memory is bounded by zstd's usual limit of a window, 128 MiB. */
    static InputStream of(InputStream packed) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed, BUFFER);
        in.mark(MAGIC);
        byte[] first = in.readNBytes(MAGIC);
        in.reset();
        if (first.length >= 2 && ((first[0] & 0xff) << 8 | (first[1] & 0xff)) == GZIP) {
            return new GzipStream(in, BUFFER);
        }
        return isZstd(first) ? new ZstdInputStreamNoFinalizer(in) : in;
    }

    private static boolean isZstd(byte[] first) {
        return first.length == MAGIC
                && ((first[0] & 0xff) << 24 | (first[1] & 0xff) << 16 | (first[2] & 0xff) << 8 | (first[3] & 0xff)) == ZSTD;
    }
}
