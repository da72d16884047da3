package dev.skytrove.query.fold;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands for bytes. */
final class Fingerprints {
    private static final int DIGITS = 32;

    private Fingerprints() {}

    /** The first half of the SHA-256 of bytes, in hexadecimal digits. */
    static String of(byte[] bytes) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sum).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
