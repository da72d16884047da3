package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of content, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
    private static final int PART = 4 << 20;
    private static final int BUFFER = 1 << 16;

    private Sha256() {}

    /**
     * That of an object, which is read part by part.
     *
     * @throws StorageException if it has not {@code size} bytes
     */
    public static String of(ObjectStore store, String name, long size) {
        MessageDigest digest = digest();
        for (long offset = 0; offset < size; ) {
            byte[] part = store.read(name, offset, (int) Math.min(PART, size - offset));
            if (part.length == 0) {
                throw new StorageException("'" + name + "' has " + offset + " bytes and not " + size);
            }
            digest.update(part);
            offset += part.length;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** That of a file. */
    public static String of(Path file) {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
