package dev.skytrove.jobs;

import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.runtime.JobFailedException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Where a job puts files for a while. */
public final class WorkDirectory {
    private WorkDirectory() {}

    /**
     * Makes a directory of this run alone.
     *
     * @param configured where; empty for the system's place
     * @param job the job's name
     * @param setting the variable that says where
     * @throws JobFailedException if it cannot be made; its message names the setting
     */
    public static ScratchDirectory open(String configured, String job, String setting) {
        try {
            return ScratchDirectory.in(parent(configured), "skytrove-" + job + "-");
        } catch (UncheckedIOException e) {
            throw new JobFailedException(e.getMessage() + "; " + setting + " names it", e);
        }
    }

    /** The directory above, as configured. */
    public static Path parent(String configured) {
        return Path.of(configured.isEmpty() ? System.getProperty("java.io.tmpdir") : configured);
    }
}
