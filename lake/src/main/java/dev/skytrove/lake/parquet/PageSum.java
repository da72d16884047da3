package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The checksum of all that is before a file's footer. What pages hold has checksums of its own, but their headers and
 * indexes have none: a wrong bit there can hide rows from readers that notice nothing. It is among the footer's metadata.
 */
public final class PageSum {
    /** What is wrong with a file in which it is, in words. */
    public static final String FAULT = "what is before its footer has changed since it was written";

    static final SumField FIELD = new SumField("skytrove.pages.crc32");

    private PageSum() {}

    /** Puts the checksum into a file; that of the footer covers it, and comes after. */
    static void stamp(Path file) throws IOException {
        try (Footer footer = Footer.openToWrite(file)) {
            int place = FIELD.place(footer.all());
            if (place < 0) {
                throw new IOException("the footer of " + file + " has no place for the checksum of its pages");
            }
            footer.write(place, SumField.digits(footer.sumSince(0)));
        }
    }

    /**
     * Whether what is before the footer differs from what was written. Reads all of the file; false for one without a
     * checksum, as others and earlier versions write it.
     *
     * @throws IOException if it cannot be read, or does not end as Parquet does
     */
    public static boolean isWrong(Path file) throws IOException {
        try (Footer footer = Footer.open(file)) {
            ByteBuffer bytes = footer.all();
            int place = FIELD.place(bytes);
            if (place < 0) {
                return false;
            }
            byte[] stamped = new byte[SumField.LENGTH];
            bytes.get(place, stamped);
            return !Arrays.equals(stamped, SumField.digits(footer.sumSince(0)));
        }
    }
}
