package dev.skytrove.lake;

/**
 * A moment at which a process may die and the next run must make good. Each is killed at in a test; production never stops
 * at one. A job declares its own, as constants of an enum.
 */
public interface CrashPoint {
    /** What {@code SKYTROVE_CRASH_AT} calls it. */
    String name();
}
