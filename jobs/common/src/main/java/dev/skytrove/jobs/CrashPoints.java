package dev.skytrove.jobs;

import dev.skytrove.lake.CrashPoint;
import java.util.List;

/**
 * Where a job may die, for tests: a bean of each job that declares such moments.
 *
 * @param all of them
 */
public record CrashPoints(List<CrashPoint> all) {
    /** Takes a copy. */
    public CrashPoints {
        all = List.copyOf(all);
    }

    /** All constants of an enum. */
    public static CrashPoints of(CrashPoint... all) {
        return new CrashPoints(List.of(all));
    }
}
