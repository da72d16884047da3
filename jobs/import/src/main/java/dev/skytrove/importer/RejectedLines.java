package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Lines that are no events, with their reasons, for people: {@code rejected/import/<id>-<line>.jsonl}, named after the first
 * line that it has. Of each line its beginning is kept, and of each source not more than a bounded number of bytes at a time.
 */
final class RejectedLines {
    private static final int BEGINNING = 16 << 10;
    private static final int MOST = 4 << 20;

    private final ObjectMapper json;
    private final String id;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long first;

    RejectedLines(ObjectMapper json, Reading reading) {
        this.json = json;
        this.id = reading.id();
    }

    /**
     * A line that was put aside.
     *
     * @param line its number, counted from 1
     * @param reason why it is no event
     * @param length its bytes; of a line that is too large, those that were kept
     * @param raw its beginning
     */
    @Serdeable
    record Line(long line, String reason, int length, String raw) {}

    /** @param place counted from 0 */
    synchronized void add(long place, String reason, ByteSlice raw) throws IOException {
        if (lines.size() >= MOST) {
            return;
        }
        if (lines.size() == 0) {
            first = place + 1;
        }
        String beginning = ByteSlice.of(raw.first(BEGINNING)).text();
        lines.write(json.writeValueAsBytes(new Line(place + 1, reason, raw.length(), beginning)));
        lines.write('\n');
    }

    /** Before it is said that the lines were read. */
    synchronized void put(ObjectStore store) {
        if (lines.size() > 0) {
            store.put("rejected/import/" + id + "-" + first + ".jsonl", lines.toByteArray());
            lines.reset();
        }
    }
}
