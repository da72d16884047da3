package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.parquet.ParquetEnd;
import java.util.Optional;

/**
 * A file that a snapshot names.
 *
 * @param file which one
 * @param size its length in bytes
 * @param sha256 of its content: 64 lower-case hexadecimal digits
 * @param end rows and times; empty if its end could not be read, so that it is damaged
 */
public record SnapshotFile(LakeFile file, long size, String sha256, Optional<ParquetEnd> end) {
    /** How many rows it is known to have. */
    public long rows() {
        return end.map(ParquetEnd::rows).orElse(0L);
    }
}
