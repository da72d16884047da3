package dev.skytrove.ttl;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.Map;

/**
 * What a run did, or would do: the last line of its standard output.
 *
 * @param dryRun whether nothing was deleted
 * @param objects how many
 * @param bytes their size
 * @param groups how many by what they belong to, such as {@code lake/likes} and {@code feeds/latest}
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable
record TtlSummary(
        @JsonProperty("dry_run") boolean dryRun,
        long objects,
        long bytes,
        Map<String, Long> groups,
        @JsonProperty("elapsed_ms") long elapsedMs) {

    static TtlSummary of(boolean dryRun, Map<String, Long> groups, long bytes, Duration elapsed) {
        long objects = groups.values().stream().mapToLong(Long::longValue).sum();
        return new TtlSummary(dryRun, objects, bytes, groups, elapsed.toMillis());
    }
}
