package dev.skytrove.export;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream, compressed by zstd as it is read. It takes some ten megabytes, so there are few at a time. Closing it closes what it
 * reads from.
 */
final class ZstdStream extends InputStream {
    private static final int PART = 1 << 16;
    private static final int MOST = 2;
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final InputStream plain;
    private final Packed packed = new Packed();
    private final ZstdOutputStream zstd;
    private final byte[] part = new byte[PART];
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean ended;

    private ZstdStream(InputStream plain) throws IOException {
        this.plain = plain;
        this.zstd = new ZstdOutputStream(packed);
    }

    /** Compresses a stream; empty if as many are compressed as may be. */
    static Optional<InputStream> of(InputStream plain) {
        if (OPEN.incrementAndGet() > MOST) {
            OPEN.decrementAndGet();
            return Optional.empty();
        }
        try {
            return Optional.of(new ZstdStream(plain));
        } catch (IOException e) {
            OPEN.decrementAndGet();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        while (length > 0 && packed.isTaken() && !ended) {
            fill();
        }
        if (length > 0 && packed.isTaken()) {
            return -1;
        }
        return packed.take(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            OPEN.decrementAndGet();
        }
        plain.close();
    }

    private void fill() throws IOException {
        packed.reset();
        int read = plain.readNBytes(part, 0, part.length);
        if (read > 0) {
            zstd.write(part, 0, read);
        } else {
            zstd.close();
            ended = true;
        }
    }

    /** What is compressed and not yet taken. */
    private static final class Packed extends ByteArrayOutputStream {
        private int taken;

        boolean isTaken() {
            return taken == count;
        }

        int take(byte[] target, int offset, int length) {
            int some = Math.min(length, count - taken);
            System.arraycopy(buf, taken, target, offset, some);
            taken += some;
            return some;
        }

        @Override
        public synchronized void reset() {
            super.reset();
            taken = 0;
        }
    }
}
