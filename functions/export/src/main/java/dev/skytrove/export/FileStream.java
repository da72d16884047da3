package dev.skytrove.export;

import dev.skytrove.query.page.PostExport;
import dev.skytrove.runtime.FilePages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** An export that is written as a file, as its bytes. Closing it ends the export, and lets go of the file. */
final class FileStream extends InputStream {
    // As often as PostStream does for posts of usual length.
    private static final int BYTES_BETWEEN_RELEASES = 16 << 20;

    private final PostExport export;
    private final FileChannel file;
    private int unreleased;

    /** @param file from its start on */
    FileStream(PostExport export, FileChannel file) {
        this.export = export;
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (!export.isOpen()) {
            // The server then cuts the connection, so that nobody takes the part for the whole.
            throw new IOException("the export broke off: it was read for as long as it may");
        }
        int read = file.read(ByteBuffer.wrap(target, offset, length));
        unreleased += Math.max(0, read);
        if (unreleased >= BYTES_BETWEEN_RELEASES) {
            unreleased = 0;
            FilePages.release();
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            export.close();
        }
    }
}
