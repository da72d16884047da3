package dev.skytrove.importer;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The settings that only this job has, as environment variables that begin with {@code SKYTROVE_IMPORT_}.
 *
 * @param parallel how many sources are read at once
 * @param memory what DuckDB may use
 * @param workDir where files are for a while; empty for the system's place
 * @param workSize how much of events may wait there, packed; copies of the lake's files may take as much again
 * @param margin how long before the newest flush an hour must have ended
 * @param lease how long a run that was killed keeps others from running
 * @param urlSize the most that is read of a URL
 * @param urlTimeout how long a URL may deliver nothing
 */
@ConfigurationProperties("skytrove.import")
record ImportConfig(
        @Bindable(defaultValue = "2") int parallel,
        @Bindable(defaultValue = "256MiB") DataSize memory,
        @Bindable(defaultValue = "") String workDir,
        @Bindable(defaultValue = "4GiB") DataSize workSize,
        @Bindable(defaultValue = "15m") Duration margin,
        @Bindable(defaultValue = "30m") Duration lease,
        @Bindable(defaultValue = "64GiB") DataSize urlSize,
        @Bindable(defaultValue = "60s") Duration urlTimeout) {

    /** @throws IllegalArgumentException if a value makes no sense */
    ImportConfig {
        require(parallel >= 1 && parallel <= 16, "SKYTROVE_IMPORT_PARALLEL is not from 1 to 16");
        require(memory.bytes() >= 64L << 20, "SKYTROVE_IMPORT_MEMORY is less than 64MiB");
        require(workSize.bytes() >= 1L << 20, "SKYTROVE_IMPORT_WORK_SIZE is less than 1MiB");
        require(lease.toSeconds() >= 1, "SKYTROVE_IMPORT_LEASE is shorter than 1s");
        require(urlTimeout.toMillis() > 0, "SKYTROVE_IMPORT_URL_TIMEOUT is not positive");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
