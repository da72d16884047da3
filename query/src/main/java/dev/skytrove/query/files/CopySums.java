package dev.skytrove.query.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** The checksums of copies: each in a small file beside its copy, made when the copy arrives. */
final class CopySums {
    private static final String SUFFIX = ".sum";
    private static final int BUFFER = 1 << 16;

    private CopySums() {}

    /** Whether a path is that of a checksum. */
    static boolean isSum(Path path) {
        return path.toString().endsWith(SUFFIX);
    }

    /** Whether a path is that of a checksum whose copy is there. */
    static boolean isNeeded(Path path) {
        String name = path.getFileName().toString();
        return isSum(path) && Files.exists(path.resolveSibling(name.substring(0, name.length() - SUFFIX.length())));
    }

    /** Where the checksum of a copy is. */
    static Path of(Path copy) {
        return copy.resolveSibling(copy.getFileName() + SUFFIX);
    }

    /** What is in the file of a checksum: the copy's CRC-32. */
    static byte[] content(Path copy) throws IOException {
        return ByteBuffer.allocate(Long.BYTES).putLong(sum(copy)).array();
    }

    /** The CRC-32 of a file. */
    static long sum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                sum.update(buffer, 0, length);
            }
        }
        return sum.getValue();
    }

    /** Whether a copy has changed since it arrived. One without a checksum, or that is gone, has not. */
    static boolean isDamaged(Path copy) throws IOException {
        Optional<byte[]> written = read(of(copy));
        try {
            return written.isPresent() && !Arrays.equals(written.get(), content(copy));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Optional<byte[]> read(Path sum) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(sum));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
