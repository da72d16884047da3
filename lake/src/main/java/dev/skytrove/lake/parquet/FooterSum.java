package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The checksum of a footer, which Parquet has none of: a wrong bit there moves a bound, and readers then pass over rows.
 * It is in the footer's own metadata: that of the footer with zeros in the checksum's place.
 */
final class FooterSum {
    static final SumField FIELD = new SumField("skytrove.footer.crc32");

    private FooterSum() {}

    /** Puts the checksum into a file, whose footer changes no more. */
    static void stamp(Path file) throws IOException {
        try (Footer footer = Footer.openToWrite(file)) {
            ByteBuffer bytes = footer.all();
            int place = FIELD.place(bytes);
            if (place < 0) {
                throw new IOException("the footer of " + file + " has no place for its checksum");
            }
            footer.write(place, SumField.digits(sum(bytes)));
        }
    }

    /** Puts the checksum into a footer in memory. */
    static void stamp(byte[] footer) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(footer);
        int place = FIELD.place(bytes);
        if (place < 0) {
            throw new IOException("the footer has no place for its checksum");
        }
        bytes.put(place, SumField.digits(sum(bytes)));
    }

    /** Whether a footer differs from what was written; false for one without a checksum. */
    static boolean isWrong(ByteBuffer footer) {
        int place = FIELD.place(footer);
        if (place < 0) {
            return false;
        }
        byte[] bytes = new byte[footer.remaining()];
        footer.get(footer.position(), bytes);
        byte[] stamped = Arrays.copyOfRange(bytes, place, place + SumField.LENGTH);
        System.arraycopy(SumField.ZEROS.getBytes(StandardCharsets.US_ASCII), 0, bytes, place, SumField.LENGTH);
        return !Arrays.equals(stamped, SumField.digits(sum(ByteBuffer.wrap(bytes))));
    }

    private static int sum(ByteBuffer footer) {
        CRC32 sum = new CRC32();
        sum.update(footer.duplicate());
        return (int) sum.getValue();
    }
}
