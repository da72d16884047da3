package dev.skytrove.importer;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Counts what an import of features does. */
final class FeatureTally {
    private final TreeSet<String> features = new TreeSet<>();
    private int sources;
    private int skipped;
    private long posts;
    private long unknown;
    private long rows;
    private int files;
    private long bytes;

    void skipped() {
        skipped++;
    }

    void source(List<String> names, long count, long unknownOfThem) {
        sources++;
        features.addAll(names);
        posts += count;
        unknown += unknownOfThem;
    }

    void file(long written, long size) {
        rows += written;
        files++;
        bytes += size;
    }

    FeatureSummary summary(Duration elapsed) {
        return new FeatureSummary(
                sources, skipped, List.copyOf(features), posts, unknown, rows, files, bytes, elapsed.toMillis());
    }
}
