package dev.skytrove.feeds;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The settings of the job, as environment variables that begin with {@code SKYTROVE_FEEDS_}.
 *
 * @param file the YAML file with further feeds; empty for none
 * @param memory how much memory queries may take
 * @param timeout how long the query of a feed may take
 */
@ConfigurationProperties("skytrove.feeds")
record FeedsConfig(
        @Bindable(defaultValue = "") String file,
        @Bindable(defaultValue = "256MiB") DataSize memory,
        @Bindable(defaultValue = "15m") Duration timeout) {
    /** @throws IllegalArgumentException if a value makes no sense */
    FeedsConfig {
        if (timeout.toMillis() <= 0) {
            throw new IllegalArgumentException("SKYTROVE_FEEDS_TIMEOUT is not positive");
        }
        if (memory.compareTo(DataSize.ofMebibytes(48)) < 0) {
            throw new IllegalArgumentException("SKYTROVE_FEEDS_MEMORY is less than 48MiB");
        }
    }
}
