package dev.skytrove.importer;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/**
 * What an import of features did: the last line of its standard output.
 *
 * @param sources files that were read
 * @param skipped those that an earlier run had imported
 * @param features their names, in order
 * @param posts posts that the files say something of
 * @param unknown those that the lake does not have
 * @param rows rows written: a post has one in each hour that has a version of it
 * @param files files of the lake written
 * @param bytes their size
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record FeatureSummary(
        int sources,
        int skipped,
        List<String> features,
        long posts,
        long unknown,
        long rows,
        int files,
        long bytes,
        long elapsedMs) {
    /** For metrics. */
    Map<String, Long> counts() {
        return Map.of("rows", rows, "files", (long) files, "bytes", bytes, "unknown", unknown);
    }
}
