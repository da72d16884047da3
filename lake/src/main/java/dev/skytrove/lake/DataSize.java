package dev.skytrove.lake;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or storage.
 *
 * @param bytes the amount, not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*([kmgt]i?b?|b)?", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException if {@code bytes} is negative */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is negative: " + bytes);
        }
    }

    /** {@code count} times 1,048,576 bytes. */
    public static DataSize ofMebibytes(long count) {
        return new DataSize(Math.multiplyExact(count, 1L << 20));
    }

    /**
     * Reads {@code 1048576}, {@code 512kB}, {@code 64 MiB} or {@code 2g}; every prefix is a power of 1024.
     *
     * @throws IllegalArgumentException if {@code text} is no such size
     */
    public static DataSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size such as '64MiB': '" + text + "'");
        }
        String unit = matcher.group(2) == null ? "b" : matcher.group(2).toLowerCase(Locale.ROOT);
        int power = "bkmgt".indexOf(unit.charAt(0));
        long count = Long.parseLong(matcher.group(1));
        if (count > Long.MAX_VALUE >> (10 * power)) {
            throw new IllegalArgumentException("'" + text + "' is larger than any memory or storage");
        }
        return new DataSize(count << (10 * power));
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        int power = 0;
        long count = bytes;
        while (power < 4 && count >= 1024 && count % 1024 == 0) {
            count /= 1024;
            power++;
        }
        return count + (power == 0 ? "B" : "KMGT".charAt(power - 1) + "iB");
    }
}
