package dev.skytrove.export;

import dev.skytrove.query.PostExport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** An export as the bytes of a CSV file, made as they are read. Closing it ends the export. */
final class CsvStream extends InputStream {
    private final PostExport export;
    private final StringBuilder record = new StringBuilder();
    private byte[] pending = PostCsv.header().getBytes(StandardCharsets.UTF_8);
    private int position;

    CsvStream(PostExport export) {
        this.export = export;
    }

    @Override
    public int read() {
        return fill() ? Byte.toUnsignedInt(pending[position++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int copied = 0;
        while (copied < length && fill()) {
            int part = Math.min(length - copied, pending.length - position);
            System.arraycopy(pending, position, target, offset + copied, part);
            position += part;
            copied += part;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    private boolean fill() {
        if (position < pending.length) {
            return true;
        }
        if (!export.advance()) {
            return false;
        }
        record.setLength(0);
        PostCsv.append(record, export.post());
        pending = record.toString().getBytes(StandardCharsets.UTF_8);
        position = 0;
        return true;
    }

    @Override
    public void close() {
        export.close();
    }
}
