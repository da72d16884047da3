package dev.skytrove.importer;

import dev.skytrove.lake.DataSize;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A stream of the network that fails when it delivers nothing for a while, or more than it may. */
final class PatientInputStream extends FilterInputStream {
    private final String name;
    private final Duration patience;
    private final DataSize limit;
    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("import-watchdog").factory());
    private volatile boolean silent;
    private long read;

    PatientInputStream(InputStream in, String name, Duration patience, DataSize limit) {
        super(in);
        this.name = name;
        this.patience = patience;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ScheduledFuture<?> watch = watchdog.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        int count;
        try {
            count = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw silent ? new IOException(name + " delivered nothing for " + patience.toSeconds() + " s", e) : e;
        } finally {
            watch.cancel(false);
        }
        if (silent) {
            throw new IOException(name + " delivered nothing for " + patience.toSeconds() + " s");
        }
        read += Math.max(count, 0);
        if (read > limit.bytes()) {
            throw new IOException(name + " has more than SKYTROVE_IMPORT_URL_SIZE");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        watchdog.shutdownNow();
        super.close();
    }

    // Closing wakes whoever reads.
    private void giveUp() {
        silent = true;
        try {
            in.close();
        } catch (IOException e) {
            // The reader is told anyway.
        }
    }
}
