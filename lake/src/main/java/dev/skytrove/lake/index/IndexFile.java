package dev.skytrove.lake.index;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word index of a day of posts, as its object name tells it:
 * {@code index/posts/year=…/month=…/day=…/words-<generation>-<files>.parquet}. As in the lake, a name is never given to
 * other content. Of a day's indexes the one of the highest generation counts.
 *
 * @param day its first instant, UTC
 * @param generation 0 for a day's first, one more for each that follows; below 10<sup>9</sup>
 * @param files which files it was made from: {@link #fingerprint} of their names
 */
public record IndexFile(Instant day, int generation, String files) {
    /** What every object name of indexes begins with. */
    public static final String ROOT = "index/posts/";

    private static final int FINGERPRINT_BYTES = 8;
    private static final int DAY_LENGTH = "year=2026/month=07/day=04".length();
    private static final Pattern NAME = Pattern.compile(
            "index/posts/(year=\\d{4}/month=\\d\\d/day=\\d\\d)/words-(0|[1-9]\\d{0,8})-([0-9a-f]{16})\\.parquet");

    /** @throws IllegalArgumentException if {@code day} is not the first instant of a day, or no name has the generation */
    public IndexFile {
        IndexGenerations.require(generation);
        if (!day.equals(day.truncatedTo(ChronoUnit.DAYS))) {
            throw new IllegalArgumentException("not the start of a day: " + day);
        }
    }

    /** The index that a name is one of; empty for all other names. */
    public static Optional<IndexFile> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Instant day = HourKey.parse(parts.group(1) + "/hour=00").start();
            return Optional.of(new IndexFile(day, Integer.parseInt(parts.group(2)), parts.group(3)));
        } catch (IllegalArgumentException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The first 16 hexadecimal digits of the SHA-256 of the files' names, in order, each with a line feed behind it. */
    public static String fingerprint(Collection<LakeFile> files) {
        MessageDigest sha256 = sha256();
        files.stream().map(LakeFile::name).sorted().forEach(name -> sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest(), 0, FINGERPRINT_BYTES);
    }

    /** What the names of all indexes of a day begin with. */
    public static String prefix(Instant day) {
        return ROOT + HourKey.of(day.truncatedTo(ChronoUnit.DAYS)).path().substring(0, DAY_LENGTH) + "/";
    }

    /** The object name. */
    public String name() {
        return prefix(day) + "words-" + generation + "-" + files + ".parquet";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
