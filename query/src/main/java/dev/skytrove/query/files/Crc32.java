package dev.skytrove.query.files;

import java.util.zip.CRC32;

/** What tells whether a small file of ours in the cache is whole. */
final class Crc32 {
    private Crc32() {}

    /** The CRC-32 of the first {@code length} bytes. */
    static long of(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}
