package dev.skytrove.export;

import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.runtime.FilePages;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** An export as the bytes of a file, made as they are read. Closing it ends the export. */
final class PostStream extends InputStream {
    // Each time costs milliseconds; so many posts take half a second.
    private static final int POSTS_BETWEEN_RELEASES = 20_000;

    private final PostExport export;
    private final PostEncoder encoder;
    private byte[] pending;
    private int position;
    private int posts;
    private boolean ended;

    PostStream(PostExport export, PostEncoder encoder) {
        this.export = export;
        this.encoder = encoder;
        pending = encoder.start();
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
        try {
            while (position == pending.length && !ended) {
                next();
            }
            return position < pending.length;
        } catch (QueryStoppedException | QueryFailedException | OverloadedException e) {
            // The server then cuts the connection, so that nobody takes the part for the whole.
            throw new IOException("the export broke off", e);
        }
    }

    private void next() {
        if (export.advance()) {
            posts++;
            if (posts % POSTS_BETWEEN_RELEASES == 0) {
                FilePages.release();
            }
            pending = encoder.add(export.post());
        } else {
            ended = true;
            pending = encoder.end();
        }
        position = 0;
    }
}
