package dev.skytrove.query.criteria;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An order of posts by a number that each has, its rank: the least first, and posts of the same rank by {@code uri}. Which posts
 * are the first is known only when all have been looked at.
 */
public sealed interface Ranking {
    /**
     * By chance, the same with the same seed: by the MD5 of the seed's MD5, in hexadecimal, and the URI behind it; of the result
     * the first 13 hexadecimal digits are the rank.
     *
     * @param key the MD5 of the seed, 32 lower-case hexadecimal digits
     */
    record Random(String key) implements Ranking {
        private static final int MD5_DIGITS = 32;

        /** @throws IllegalArgumentException if it is no MD5 */
        public Random {
            if (key.length() != MD5_DIGITS || !key.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
                throw new IllegalArgumentException("no MD5: " + key);
            }
        }

        /** That of a seed, which may be empty. */
        static Random of(String seed) {
            try {
                byte[] md5 = MessageDigest.getInstance("MD5").digest(seed.getBytes(StandardCharsets.UTF_8));
                return new Random(HexFormat.of().formatHex(md5));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has MD5", e);
            }
        }
    }

    /** The most likes first, as the feature {@code like_count} has them; posts without a value last. */
    record Likes() implements Ranking {}
}
