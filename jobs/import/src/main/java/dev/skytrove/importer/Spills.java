package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sorts events into hours, and has an hour written once all that is read has passed it, or sooner where too much waits: an
 * hour is then written in several parts. Readers wait while the writer is behind (I5).
 */
final class Spills implements AutoCloseable {
    /** Each has a buffer for each table. */
    private static final int MOST_HOURS = 48;

    /** What is written at once: their keys are in DuckDB's memory. */
    private static final long MOST_EVENTS = 2_000_000;

    private static final int MOST_WRITING = 4;

    private final Path directory;
    private final long room;
    private final Writer writer;
    private final List<Reading> readings;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("import-write").factory());
    private final TreeMap<HourSpill.Id, HourSpill> open = new TreeMap<>();
    private final Set<HourSpill> writing = new HashSet<>();
    private Throwable failure;
    private long bytes;
    private int made;

    /**
     * @param directory for events that wait
     * @param room how many bytes they may have there, about
     * @param readings all sources that will be read
     */
    Spills(Path directory, long room, Writer writer, List<Reading> readings) {
        this.directory = directory;
        this.room = room;
        this.writer = writer;
        this.readings = List.copyOf(readings);
    }

    /** What becomes of an hour; on one thread. */
    interface Writer {
        void write(HourSpill hour) throws IOException;

        /** The sources have come further, by what {@link #reached} says. */
        void saved(Spills spills) throws IOException;
    }

    /** Takes an event. Waits while too much of others does. */
    synchronized void add(Reading reading, long line, HourSpill.Id id, Table table, ByteSlice json)
            throws IOException, InterruptedException {
        awaitRoom();
        HourSpill spill = open.get(id);
        if (spill == null) {
            spill = new HourSpill(id, directory.resolve("hour-" + made++));
            open.put(id, spill);
        }
        bytes += spill.add(reading, line, table, json);
        reading.read(line);
        if (spill.events() >= MOST_EVENTS) {
            write(spill);
        }
        if (open.size() > MOST_HOURS || (bytes > room / 2 && writing.isEmpty() && !open.isEmpty())) {
            write(open.firstEntry().getValue());
        }
        if (reading.passes(id.hour())) {
            writePassed();
        }
    }

    /** A line was read that is no event of now. */
    synchronized void pass(Reading reading, long line, boolean again) {
        reading.read(line);
        if (again) {
            reading.hold(line);
        }
    }

    /** Nothing more comes of a source. */
    synchronized void end(Reading reading) throws IOException {
        reading.end();
        writePassed();
    }

    /** Writes all that is left; returns when it is written. */
    void finish() throws IOException, InterruptedException {
        Future<?> last;
        synchronized (this) {
            while (!open.isEmpty()) {
                write(open.firstEntry().getValue());
            }
            last = thread.submit(() -> {});
        }
        try {
            last.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        requireNoFailure();
        writer.saved(this);
    }

    /**
     * How far a source is in the lake.
     *
     * @param lines its first lines that need not be read again
     * @param done whether those are all
     */
    record Reached(long lines, boolean done) {}

    /** How far a source is in the lake. */
    synchronized Reached reached(Reading reading) {
        long reached = Math.min(reading.position(), reading.held());
        for (HourSpill spill : open.values()) {
            reached = Math.min(reached, spill.firstOf(reading));
        }
        for (HourSpill spill : writing) {
            reached = Math.min(reached, spill.firstOf(reading));
        }
        return new Reached(reached, reading.isEnded() && reached == reading.position());
    }

    /** @throws RuntimeException if an hour could not be written */
    synchronized void requireNoFailure() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case IOException e -> throw new UncheckedIOException(e);
            default -> throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }

    private void awaitRoom() throws InterruptedException {
        requireNoFailure();
        while (writing.size() >= MOST_WRITING || (bytes > room && !writing.isEmpty())) {
            wait();
            requireNoFailure();
        }
    }

    /** An event may come a little later than one of the hour that follows. */
    private void writePassed() throws IOException {
        HourKey slowest = null;
        for (Reading reading : readings) {
            boolean begun = reading.newest().start().getEpochSecond() > 0;
            if (begun && !reading.isEnded() && (slowest == null || reading.newest().compareTo(slowest) < 0)) {
                slowest = reading.newest();
            }
        }
        while (slowest != null && !open.isEmpty() && open.firstKey().hour().end().isBefore(slowest.start())) {
            write(open.firstEntry().getValue());
        }
    }

    private void write(HourSpill spill) throws IOException {
        open.remove(spill.id());
        writing.add(spill);
        spill.flush();
        thread.execute(() -> writeNow(spill));
    }

    private void writeNow(HourSpill spill) {
        try {
            if (!isFailed()) {
                writer.write(spill);
                written(spill);
                writer.saved(this);
                spill.delete();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private synchronized boolean isFailed() {
        return failure != null;
    }

    private synchronized void written(HourSpill spill) {
        writing.remove(spill);
        bytes -= spill.bytes();
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        failure = failure == null ? e : failure;
        writing.clear();
        notifyAll();
    }
}
