package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rows of records, each made an event. One that cannot be is passed as it is, with its fault. */
final class RawSyncFrames implements Frames {
    private final LineReader rows;
    private final Path file;
    private RawSyncEvent event;
    private ByteSlice row;

    /** @param file holds the rows; it is deleted in the end */
    RawSyncFrames(LineReader rows, Path file) {
        this.rows = rows;
        this.file = file;
    }

    @Override
    public Optional<ByteSlice> next() throws IOException {
        Optional<ByteSlice> next = rows.next();
        if (next.isEmpty()) {
            return next;
        }
        row = next.get();
        if (rows.isCut()) {
            event = RawSyncEvent.none();
            return next;
        }
        event = RawSyncEvent.of(row);
        return event.fault().isPresent() ? next : Optional.of(event.json());
    }

    @Override
    public boolean isCut() {
        return rows.isCut();
    }

    @Override
    public boolean isDerived() {
        return true;
    }

    @Override
    public Optional<String> fault() {
        return event.fault();
    }

    @Override
    public List<String> unmapped() {
        return event.unmapped();
    }

    @Override
    public ByteSlice raw() {
        return row;
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            Files.deleteIfExists(file);
        }
    }
}
