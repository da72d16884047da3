package dev.skytrove.lake.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What makes a Parquet file of its own of a row group's bytes in an object. */
public final class GroupFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final GroupTable.Group group;
    private final byte[] footer;

    GroupFile(GroupTable.Group group, byte[] footer) {
        this.group = group;
        this.footer = footer;
    }

    static long size(long length, long footerLength) {
        return MAGIC.length + length + footerLength + Integer.BYTES + MAGIC.length;
    }

    /**
     * Writes the file.
     *
     * @param content the bytes of the object from some place on
     * @param from where the row group's are among them
     * @return whether they are what was written
     */
    public boolean write(byte[] content, int from, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            out.write(MAGIC);
            out.write(content, from, group.length());
            out.write(footer);
            out.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
            out.write(MAGIC);
        }
        return GroupTable.sum(content, from, group.length()) == group.sum();
    }
}
