package dev.skytrove.lake.parquet;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.FingerprintKey;
import dev.skytrove.lake.event.RowFingerprints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.avro.generic.GenericRecord;

/** The fingerprints of the events that files of the lake have. Used by one thread. */
public final class FileFingerprints {
    private final RowFingerprints rows;

    /** @param key what fingerprints are made with */
    public FileFingerprints(FingerprintKey key) {
        this.rows = new RowFingerprints(key);
    }

    /**
     * Passes the fingerprints of the events that were indexed at a time or later.
     *
     * @return how many rows that are
     * @throws UnknownColumnsException if the file has columns that this release does not know
     * @throws IOException if it cannot be read or is no Parquet file of the table
     */
    public long read(Table table, Path file, Instant since, LongConsumer consumer) throws IOException {
        long first = ChronoUnit.MICROS.between(Instant.EPOCH, since);
        long count = 0;
        try (TableReader reader = TableReader.open(table, file)) {
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                if ((long) row.get().get("indexed_at") >= first) {
                    rows.of(table, row.get(), consumer);
                    count++;
                }
            }
        }
        return count;
    }
}
