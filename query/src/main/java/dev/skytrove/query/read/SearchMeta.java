package dev.skytrove.query.read;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an answer came about.
 *
 * @param filesRead how many files of the lake were read
 * @param hoursRead how many hours of posts were searched
 * @param hoursSkipped how many more hours have posts in the range asked for, older than the answer's last
 * @param unreadable the names of the files of posts that cannot be read and were left out: the answer is incomplete
 * @param elapsed how long it took, waiting included
 * @param warning what the caller should know about the answer
 * @param snapshot that was searched; empty for the lake as it is
 */
public record SearchMeta(
        int filesRead,
        int hoursRead,
        int hoursSkipped,
        List<String> unreadable,
        Duration elapsed,
        Optional<String> warning,
        Optional<SnapshotRead> snapshot) {
    /** So many unreadable files are worth naming in an answer. */
    public static final int MOST_NAMED = 10;

    /** Takes a copy of the list. */
    public SearchMeta {
        unreadable = List.copyOf(unreadable);
    }

    /** Whether all files that belong to the answer could be read. */
    public boolean isComplete() {
        return unreadable.isEmpty();
    }
}
