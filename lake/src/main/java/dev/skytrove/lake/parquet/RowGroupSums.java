package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The checksums of a file's row groups, so that whoever fetches one alone finds a wrong bit in it. They are in the footer's
 * metadata: of each row group the CRC-32 of all its bytes, as eight hexadecimal digits, one behind the other.
 */
final class RowGroupSums {
    /** Its name among the file's metadata. */
    static final String KEY = "skytrove.groups.crc32";

    private RowGroupSums() {}

    /** What is written in their place at first. */
    static String zeros(int groups) {
        return SumField.ZEROS.repeat(groups);
    }

    /**
     * Puts the checksums into a file that was written with {@link #zeros}; before the footer's own.
     *
     * @param starts where each row group starts
     * @param end where the last one ends
     */
    static void stamp(Path file, List<Long> starts, long end) throws IOException {
        int length = SumField.LENGTH * starts.size();
        if (length == 0) {
            return;
        }
        try (Footer footer = Footer.openToWrite(file)) {
            int place = MetadataText.place(footer.all(), KEY, length);
            if (place < 0) {
                throw new IOException("the footer of " + file + " has no place for the checksums of its row groups");
            }
            ByteBuffer text = ByteBuffer.allocate(length);
            for (int i = 0; i < starts.size(); i++) {
                text.put(SumField.digits(footer.sum(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : end)));
            }
            footer.write(place, text.array());
        }
    }

    /** Those of a footer with so many row groups; empty if it has none. */
    static Optional<int[]> find(ByteBuffer footer, int groups) {
        return MetadataText.find(footer, KEY, SumField.LENGTH * groups).flatMap(text -> {
            int[] sums = new int[groups];
            try {
                for (int i = 0; i < groups; i++) {
                    sums[i] = HexFormat.fromHexDigits(text, SumField.LENGTH * i, SumField.LENGTH * (i + 1));
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            return Optional.of(sums);
        });
    }
}
