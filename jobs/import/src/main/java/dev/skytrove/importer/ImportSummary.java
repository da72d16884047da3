package dev.skytrove.importer;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;

/**
 * What a run did: the last line of its standard output.
 *
 * @param sources files and URLs that were read
 * @param skipped those that an earlier run read to their end
 * @param events events read
 * @param tables rows written, by table; all tables of events are there
 * @param known rows that the lake had, or that came before
 * @param malformed lines that are no events
 * @param unmapped values of Parquet files that have no place in an event, by their column
 * @param unmappedFiles Parquet files without records
 * @param waiting events of hours that a flush may still write
 * @param files files of the lake written
 * @param bytes their size
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ImportSummary(
        int sources,
        int skipped,
        long events,
        Map<String, Long> tables,
        long known,
        long malformed,
        Map<String, Long> unmapped,
        int unmappedFiles,
        long waiting,
        int files,
        long bytes,
        long elapsedMs) {
    /** For metrics. */
    Map<String, Long> counts() {
        return Map.of(
                "rows", tables.values().stream().mapToLong(Long::longValue).sum(),
                "files", (long) files,
                "bytes", bytes,
                "malformed", malformed,
                "waiting", waiting);
    }
}
