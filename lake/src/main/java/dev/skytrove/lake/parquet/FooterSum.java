package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The checksum of a footer, which Parquet has none of: a wrong bit there moves a bound, and readers then pass over rows.
 * It is in the footer's own metadata: CRC-32 of the footer with zeros in the checksum's place, as eight hexadecimal
 * digits.
 */
final class FooterSum {
    /** Its name among the file's metadata. */
    static final String KEY = "skytrove.footer.crc32";

    /** What is written in its place at first. */
    static final String ZEROS = "00000000";

    private FooterSum() {}

    /** Puts the checksum into a file that was written with {@link #ZEROS}. */
    static void stamp(Path file) throws IOException {
        try (Footer footer = Footer.openToWrite(file)) {
            ByteBuffer bytes = footer.all();
            int place = place(bytes);
            if (place < 0) {
                throw new IOException("the footer of " + file + " has no place for its checksum");
            }
            footer.write(place, sum(bytes).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Whether a footer differs from what was written; false for one without a checksum. */
    static boolean isWrong(ByteBuffer footer) {
        int place = place(footer);
        if (place < 0) {
            return false;
        }
        byte[] bytes = new byte[footer.remaining()];
        footer.get(footer.position(), bytes);
        String stamped = new String(bytes, place, ZEROS.length(), StandardCharsets.ISO_8859_1);
        System.arraycopy(ZEROS.getBytes(StandardCharsets.US_ASCII), 0, bytes, place, ZEROS.length());
        return !stamped.equals(sum(ByteBuffer.wrap(bytes)));
    }

    private static String sum(ByteBuffer footer) {
        CRC32 sum = new CRC32();
        sum.update(footer.duplicate());
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static int place(ByteBuffer footer) {
        return MetadataText.place(footer, KEY, ZEROS.length());
    }
}
