package dev.skytrove.query;

import java.time.Duration;
import java.util.Optional;

/**
 * How an answer came about.
 *
 * @param filesRead how many files of the lake were read
 * @param hoursRead how many hours of posts were searched
 * @param hoursSkipped how many more hours have posts in the range asked for, older than the answer's last
 * @param foreignNames how many objects in the lake's folders are not ours; they were left alone
 * @param elapsed how long it took, waiting included
 * @param warning what the caller should know about the answer
 */
public record SearchMeta(
        int filesRead, int hoursRead, int hoursSkipped, int foreignNames, Duration elapsed, Optional<String> warning) {}
