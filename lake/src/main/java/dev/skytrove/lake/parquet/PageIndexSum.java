package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The checksum of what lies between a file's pages and its footer, which Parquet has none of: page indexes and Bloom
 * filters. A wrong bit there makes readers pass over rows. It is in the footer's metadata: where that begins, as twelve
 * hexadecimal digits, then its CRC-32 as eight.
 */
final class PageIndexSum {
    /** Its name among the file's metadata. */
    static final String KEY = "skytrove.index.crc32";

    private static final int PLACE_DIGITS = 12;
    private static final int SUM_DIGITS = 8;

    /** What is written in its place at first. */
    static final String ZEROS = "0".repeat(PLACE_DIGITS + SUM_DIGITS);

    private PageIndexSum() {}

    /**
     * Puts the checksum into a file that was written with {@link #ZEROS}; before the footer's own.
     *
     * @param pagesEnd where its last page ends
     */
    static void stamp(Path file, long pagesEnd) throws IOException {
        try (Footer footer = Footer.openToWrite(file)) {
            int place = MetadataText.place(footer.all(), KEY, ZEROS.length());
            if (place < 0) {
                throw new IOException("the footer of " + file + " has no place for the checksum of its indexes");
            }
            HexFormat hex = HexFormat.of();
            String text = hex.toHexDigits(pagesEnd, PLACE_DIGITS) + hex.toHexDigits(footer.sumSince(pagesEnd), SUM_DIGITS);
            footer.write(place, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Whether the indexes differ from what was written; false for a file without their checksum. */
    static boolean isWrong(Footer footer, ByteBuffer bytes) throws IOException {
        if (MetadataText.find(bytes, KEY, ZEROS.length()).isEmpty()) {
            return false;
        }
        Optional<Stamp> stamp = find(bytes);
        return stamp.isEmpty() || stamp.get().sum != footer.sumSince(stamp.get().pagesEnd);
    }

    /**
     * What was stamped.
     *
     * @param pagesEnd where the last page ends
     * @param sum of what is between that and the footer
     */
    record Stamp(long pagesEnd, int sum) {}

    /** That of a footer; empty if it has none that can be read. */
    static Optional<Stamp> find(ByteBuffer footer) {
        return MetadataText.find(footer, KEY, ZEROS.length()).flatMap(text -> {
            try {
                return Optional.of(new Stamp(
                        HexFormat.fromHexDigitsToLong(text, 0, PLACE_DIGITS),
                        HexFormat.fromHexDigits(text, PLACE_DIGITS, text.length())));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
