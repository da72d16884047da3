package dev.skytrove.export;

import dev.skytrove.functions.PostFields;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.runtime.FilePages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** An export as the bytes of a file, made as they are read. Closing it ends the export. */
final class PostStream extends InputStream {
    // Each time costs milliseconds; so many posts take half a second.
    private static final int POSTS_BETWEEN_RELEASES = 20_000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final PostExport export;
    private final Format format;
    private final PostFields fields;
    private final StringBuilder record = new StringBuilder();
    private byte[] pending;
    private int position;
    private int posts;

    /** @param mark whether it begins with a byte order mark, by which Excel knows UTF-8 */
    PostStream(PostExport export, Format format, PostFields fields, boolean mark) {
        this.export = export;
        this.format = format;
        this.fields = fields;
        pending = ((mark ? BYTE_ORDER_MARK : "") + format.start(fields)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(pending[position++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int copied = 0;
        while (copied < length && fill()) {
            int part = Math.min(length - copied, pending.length - position);
            System.arraycopy(pending, position, target, offset + copied, part);
            position += part;
            copied += part;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    @Override
    public void close() {
        export.close();
    }

    private boolean fill() throws IOException {
        if (position < pending.length) {
            return true;
        }
        try {
            return next();
        } catch (QueryStoppedException | QueryFailedException | OverloadedException e) {
            // The server then cuts the connection, so that nobody takes the part for the whole.
            throw new IOException("the export broke off", e);
        }
    }

    private boolean next() {
        if (!export.advance()) {
            return false;
        }
        posts++;
        if (posts % POSTS_BETWEEN_RELEASES == 0) {
            FilePages.release();
        }
        record.setLength(0);
        format.append(record, fields, export.post());
        pending = record.toString().getBytes(StandardCharsets.UTF_8);
        position = 0;
        return true;
    }
}
