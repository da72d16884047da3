package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class TestRowQueue {
    private static final int CHUNKS = 5;

    @Test
    void rowsAreWrittenInTheirOrderByOneOtherThread() throws Exception {
        List<EventRow> rows = rows(500);
        List<EventRow> written = new ArrayList<>();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (RowQueue queue = new RowQueue(row -> {
            written.add(row);
            threads.add(Thread.currentThread());
        })) {
            for (EventRow row : rows) {
                queue.add(row, CHUNKS * RowQueue.CHUNK_BYTES / rows.size());
            }
            queue.drain();
        }
        assertThat(written).containsExactlyElementsOf(rows);
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void whatTheWriterThrowsReachesTheReaderAndNothingMoreIsWritten() throws Exception {
        EventRow row = rows(1).getFirst();
        List<EventRow> written = new ArrayList<>();
        try (RowQueue queue = new RowQueue(taken -> {
            written.add(taken);
            throw new IOException("no space left");
        })) {
            queue.add(row, RowQueue.CHUNK_BYTES);
            assertThatThrownBy(() -> queue.add(row, RowQueue.CHUNK_BYTES)).isInstanceOf(IOException.class).hasMessage("no space left");
            assertThatThrownBy(queue::drain).isInstanceOf(IOException.class);
        }
        assertThat(written).hasSize(1);
    }

    @Test
    void errorsOfTheWriterStayErrors() throws Exception {
        try (RowQueue queue = new RowQueue(_ -> {
            throw new OutOfMemoryError("of the test");
        })) {
            queue.add(rows(1).getFirst(), 1);
            assertThatThrownBy(queue::drain).isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static List<EventRow> rows(int count) throws Exception {
        EventRows rows = new EventRows();
        List<EventRow> made = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String line = Lines.post(n, "text " + n, Lines.START.plus(Duration.ofSeconds(n)));
            made.add(rows.parse(line.getBytes(StandardCharsets.UTF_8), Lines.START));
        }
        return made;
    }
}
