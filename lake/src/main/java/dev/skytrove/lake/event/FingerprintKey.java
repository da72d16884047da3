package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret under which the fingerprints of one buffer are made, 128 bits. It keeps strangers from choosing two events
 * that have the same fingerprint: the second one would be taken for the first.
 *
 * @param first the first eight bytes, the first one lowest
 * @param second the last eight bytes
 */
public record FingerprintKey(long first, long second) {
    /** For fingerprints that are compared with nothing that a stranger chose. */
    public static final FingerprintKey NONE = new FingerprintKey(0, 0);

    private static final int DIGITS = 32;

    /** A new one. */
    public static FingerprintKey random() {
        SecureRandom random = new SecureRandom();
        return new FingerprintKey(random.nextLong(), random.nextLong());
    }

    /**
     * The key that {@link #hex} wrote.
     *
     * @throws IllegalArgumentException if it is none; the message does not quote it
     */
    public static FingerprintKey parse(String hex) {
        if (hex.length() != DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("a fingerprint key has 32 hexadecimal digits");
        }
        return new FingerprintKey(
                HexFormat.fromHexDigitsToLong(hex, 0, DIGITS / 2), HexFormat.fromHexDigitsToLong(hex, DIGITS / 2, DIGITS));
    }

    /** 32 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(first) + HexFormat.of().toHexDigits(second);
    }

    /** The fingerprint of a frame that is no event: that of all its bytes. */
    public long ofMalformed(ByteSlice frame) {
        return new Fingerprint(this).ofMalformed(frame);
    }

    /** It is a secret. */
    @Override
    public String toString() {
        return "FingerprintKey";
    }
}
