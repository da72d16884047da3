package dev.skytrove.ttl;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long things are kept, as environment variables that begin with {@code SKYTROVE_TTL_}.
 *
 * @param retention of tables, as {@link Retention#parse} reads it; empty keeps everything
 * @param feedAge how long a file of a feed is kept
 * @param feedFiles how many files of a feed are kept at most
 * @param snapshotAge how long a snapshot is kept, and with it the files that it names
 */
@ConfigurationProperties("skytrove.ttl")
record TtlConfig(
        @Bindable(defaultValue = "") String retention,
        @Bindable(defaultValue = "30d") Duration feedAge,
        @Bindable(defaultValue = "10000") int feedFiles,
        @Bindable(defaultValue = "30d") Duration snapshotAge) {

    /** @throws IllegalArgumentException if a value makes no sense */
    TtlConfig {
        Retention.parse(retention);
        if (feedAge.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("SKYTROVE_TTL_FEED_AGE is shorter than 1h");
        }
        if (feedFiles < 1) {
            throw new IllegalArgumentException("SKYTROVE_TTL_FEED_FILES is less than 1: the newest file always stays");
        }
        if (snapshotAge.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("SKYTROVE_TTL_SNAPSHOT_AGE is shorter than 1h");
        }
    }

    /** How long the tables' rows are kept. */
    Retention tables() {
        return Retention.parse(retention);
    }
}
