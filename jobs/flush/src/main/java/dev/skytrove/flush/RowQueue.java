package dev.skytrove.flush;

import dev.skytrove.lake.event.EventRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hands rows to a thread that writes them while the caller makes the next ones, in their order. At most two chunks are
 * between the two: one being written and one being filled; a chunk ends at {@value #CHUNK_BYTES} bytes of events.
 */
final class RowQueue implements AutoCloseable {
    /** Long enough that handing over costs nothing, short enough that memory does not notice. */
    static final int CHUNK_BYTES = 512 << 10;

    /** Takes a row on the writing thread. */
    interface Sink {
        void write(EventRow row) throws IOException;
    }

    private final Sink sink;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("flush-writer").daemon().factory());
    private List<EventRow> chunk = new ArrayList<>();
    private long bytes;
    private Future<?> writing;

    RowQueue(Sink sink) {
        this.sink = sink;
    }

    /**
     * Adds a row.
     *
     * @param size how many bytes its event has
     * @throws IOException if an earlier row could not be written; also whatever else the sink threw
     */
    void add(EventRow row, int size) throws IOException {
        chunk.add(row);
        bytes += size;
        if (bytes >= CHUNK_BYTES) {
            handOver();
        }
    }

    /** Waits until all rows are written; throws as {@link #add} does. */
    void drain() throws IOException {
        handOver();
        await();
    }

    private void handOver() throws IOException {
        await();
        List<EventRow> full = chunk;
        chunk = new ArrayList<>(full.size());
        bytes = 0;
        writing = writer.submit(() -> {
            for (EventRow row : full) {
                sink.write(row);
            }
            return null;
        });
    }

    private void await() throws IOException {
        if (writing == null) {
            return;
        }
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while rows were written", e);
        }
    }

    private static IOException rethrown(Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new CompletionException(cause);
        };
    }

    /** Leaves nothing running: what is not drained may be written or not. */
    @Override
    public void close() {
        writer.close();
    }
}
