package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a snapshot is: the files that were live when it was taken. Its form is in {@code docs/formats.md}.
 *
 * @param createdAt when the lake was listed
 * @param state the object {@code state/flush.json} as it was before the listing, JSON; empty if there was none
 * @param redactions what has left it since, oldest first
 * @param certificates what was known of its hours, in the order of the hours
 * @param files in the order of their names
 */
public record Manifest(
        Instant createdAt,
        Optional<String> state,
        List<Redaction> redactions,
        List<SnapshotCertificate> certificates,
        List<SnapshotFile> files) {
    public Manifest {
        redactions = List.copyOf(redactions);
        certificates = List.copyOf(certificates);
        files = List.copyOf(files);
    }

    /** One of hours of which nothing is known. */
    public Manifest(Instant createdAt, Optional<String> state, List<Redaction> redactions, List<SnapshotFile> files) {
        this(createdAt, state, redactions, List.of(), files);
    }

    /** The snapshot that it is the manifest of. */
    public SnapshotName name() {
        return SnapshotName.of(createdAt);
    }

    /** How many bytes all files have. */
    public long bytes() {
        return files.stream().mapToLong(SnapshotFile::size).sum();
    }

    /** How many rows all files have. */
    public long rows() {
        return files.stream().mapToLong(SnapshotFile::rows).sum();
    }

    /** Files, rows and bytes of each table that has any. */
    public Map<Table, Totals> tables() {
        Map<Table, Totals> tables = new EnumMap<>(Table.class);
        for (SnapshotFile file : files) {
            tables.merge(file.file().table(), new Totals(1, file.rows(), file.size()), Totals::plus);
        }
        return tables;
    }

    /**
     * Sums over files.
     *
     * @param files how many
     * @param rows theirs
     * @param bytes their size
     */
    public record Totals(long files, long rows, long bytes) {
        Totals plus(Totals other) {
            return new Totals(files + other.files, rows + other.rows, bytes + other.bytes);
        }
    }
}
