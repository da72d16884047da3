package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.EventSink;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.reader.Deadline;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.FileFingerprints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Rows of the lake on their way to a sink, which then recognises their events. Used by one thread. */
final class Recognition {
    private static final int AT_ONCE = 4_096;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final EventSink sink;
    private final long most;
    private final StateMachine states;
    private final FileFingerprints fingerprints;
    private final Deadline sign = new Deadline(SIGN_OF_LIFE);
    private final long[] waiting = new long[AT_ONCE];
    private int count;
    private long sent;
    private long rows;

    /**
     * @param most how many fingerprints are of use
     * @param states is told that this goes on
     */
    Recognition(EventSink sink, long most, StateMachine states) {
        this.sink = sink;
        this.most = most;
        this.states = states;
        this.fingerprints = new FileFingerprints(sink.fingerprintKey());
    }

    /**
     * Adds the rows of a file from a time on, until there are enough.
     *
     * @throws IOException if the file cannot be read
     */
    void add(Table table, Path file, Instant since) throws IOException {
        rows += fingerprints.read(table, file, since, this::add);
    }

    private void add(long fingerprint) {
        if (isFull()) {
            return;
        }
        waiting[count++] = fingerprint;
        if (count == AT_ONCE) {
            send();
            giveSign();
        }
    }

    /** Sends what waits. */
    void send() {
        await(sink.recognise(Arrays.copyOf(waiting, count)));
        sent += count;
        count = 0;
    }

    /** Whether further rows are of no use. */
    boolean isFull() {
        return sent + count >= most;
    }

    /** How many rows were read. */
    long rows() {
        return rows;
    }

    /** Keeps the lease, and says that the process is not stuck, from time to time. */
    void giveSign() {
        if (sign.isOver()) {
            sign.restart();
            states.alive();
            await(sink.memory());
        }
    }

    private static void await(CompletableFuture<?> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BufferException known ? known : e;
        }
    }
}
