package dev.skytrove.compact;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings that only this job has, as environment variables that begin with {@code SKYTROVE_COMPACT_}.
 *
 * @param margin how long ago an hour must have ended before its files are merged
 * @param settled how long before a later flush a file must have been put, so that no flush puts it again
 * @param window how old an hour may be for a run without {@code --rewrite} to look at it
 * @param grace how long a merged file stays after what replaces it was put; longer than the longest query
 * @param rewriteWindow how old a deletion may be to count for a rewrite
 * @param rewriteShare the part of an hour's posts that must be gone before the hour is rewritten
 * @param redaction how long after it was deleted a post may be in a file that a snapshot names
 * @param lease how long a run that was killed keeps others from running
 * @param memory what DuckDB may use to find the rows that are left out
 * @param workDir where files are for a while; empty for the system's place
 * @param workSize how much of them may be copies of files that only tell what to leave out
 */
@ConfigurationProperties("skytrove.compact")
record CompactConfig(
        @Bindable(defaultValue = "15m") Duration margin,
        @Bindable(defaultValue = "1m") Duration settled,
        @Bindable(defaultValue = "2d") Duration window,
        @Bindable(defaultValue = "1h") Duration grace,
        @Bindable(defaultValue = "30d") Duration rewriteWindow,
        @Bindable(defaultValue = "0.02") double rewriteShare,
        @Bindable(defaultValue = "7d") Duration redaction,
        @Bindable(defaultValue = "30m") Duration lease,
        @Bindable(defaultValue = "256MiB") DataSize memory,
        @Bindable(defaultValue = "") String workDir,
        @Bindable(defaultValue = "4GiB") DataSize workSize) {

    /** @throws IllegalArgumentException if a value makes no sense */
    CompactConfig {
        require(window.compareTo(margin) > 0, "SKYTROVE_COMPACT_WINDOW is not longer than SKYTROVE_COMPACT_MARGIN");
        require(rewriteShare > 0 && rewriteShare <= 1, "SKYTROVE_COMPACT_REWRITE_SHARE is not above 0 and at most 1");
        require(
                redaction.compareTo(rewriteWindow) < 0,
                "SKYTROVE_COMPACT_REDACTION is not shorter than SKYTROVE_COMPACT_REWRITE_WINDOW");
        require(lease.toSeconds() >= 1, "SKYTROVE_COMPACT_LEASE is shorter than 1s");
        require(memory.bytes() >= 64L << 20, "SKYTROVE_COMPACT_MEMORY is less than 64MiB");
        require(workSize.bytes() > 0, "SKYTROVE_COMPACT_WORK_SIZE is nothing");
    }

    /** Where files are for a while. */
    Path directory() {
        return Path.of(workDir.isEmpty() ? System.getProperty("java.io.tmpdir") : workDir);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
