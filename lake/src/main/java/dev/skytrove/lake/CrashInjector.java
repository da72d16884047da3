package dev.skytrove.lake;

/** Told of every {@link CrashPoint} that a process reaches; tests make it die there. */
@FunctionalInterface
public interface CrashInjector {
    /** What production uses: goes on. */
    CrashInjector NONE = point -> {};

    /** Returns to go on, or ends the process. */
    void reached(CrashPoint point);
}
