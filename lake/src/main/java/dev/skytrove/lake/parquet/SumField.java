package dev.skytrove.lake.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A checksum among the metadata of a footer: CRC-32 as eight hexadecimal digits. It is stamped into a file that was
 * written with zeros in its place.
 *
 * @param key its name among the metadata
 */
record SumField(String key) {
    /** What is written in its place at first. */
    static final String ZEROS = "00000000";

    static final int LENGTH = ZEROS.length();

    /** What is stamped there. */
    static byte[] digits(int sum) {
        return HexFormat.of().toHexDigits(sum).getBytes(StandardCharsets.US_ASCII);
    }

    /** Where it is, counted from the footer's start; the last place that looks so, negative if none does. */
    int place(ByteBuffer footer) {
        return MetadataText.place(footer, key, LENGTH);
    }
}
