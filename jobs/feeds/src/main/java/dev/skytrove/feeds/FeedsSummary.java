package dev.skytrove.feeds;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * What a run did: the last line of its standard output.
 *
 * @param feeds lines written, by feed
 * @param bytes their size
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable
record FeedsSummary(Map<String, Long> feeds, long bytes, @JsonProperty("elapsed_ms") long elapsedMs) {
    /** Of all feeds. */
    long lines() {
        return feeds.values().stream().mapToLong(Long::longValue).sum();
    }
}
