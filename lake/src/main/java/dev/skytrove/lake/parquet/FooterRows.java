package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** How many rows a file has, as its footer tells: {@code FileMetaData.num_rows} of Parquet's format. */
public final class FooterRows {
    private static final int ROWS = 3;

    private FooterRows() {}

    /**
     * Reads it, and nothing of what follows: that is most of a footer.
     *
     * @throws IOException if the footer does not tell
     */
    public static long of(Path file) throws IOException {
        try (Footer footer = Footer.open(file)) {
            return of(footer.all());
        }
    }

    private static long of(ByteBuffer footer) throws IOException {
        FooterReader reader = new FooterReader(footer);
        if (!reader.find(ROWS, FooterReader.I64)) {
            throw new IOException("its footer does not tell how many rows it has");
        }
        return reader.number();
    }
}
