package dev.skytrove.snapshot;

import dev.skytrove.jobs.WorkDirectory;
import dev.skytrove.lake.scratch.ScratchDirectory;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The settings of the job, as environment variables that begin with {@code SKYTROVE_SNAPSHOT_}.
 *
 * @param workDir where files lie while they are copied; empty for the system's place
 */
@ConfigurationProperties("skytrove.snapshot")
record SnapshotConfig(@Bindable(defaultValue = "") String workDir) {
    /** Makes a directory for files on their way. */
    ScratchDirectory open() {
        return WorkDirectory.open(workDir, "snapshot", "SKYTROVE_SNAPSHOT_WORK_DIR");
    }
}
