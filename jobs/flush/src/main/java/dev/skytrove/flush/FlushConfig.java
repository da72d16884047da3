package dev.skytrove.flush;

import dev.skytrove.buffer.BatchLimits;
import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.lake.DataSize;
import dev.skytrove.runtime.Secret;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The settings of the flush, as environment variables: {@code redis} is {@code SKYTROVE_REDIS}, those of {@link Settings}
 * begin with {@code SKYTROVE_FLUSH_}.
 *
 * @param redis the buffer between ingestor and flush, of the form of {@link BufferAddress}
 * @param flush all else
 */
@ConfigurationProperties("skytrove")
record FlushConfig(
        @Bindable(defaultValue = BufferAddress.USUAL) Secret redis,
        Settings flush) {

    /** @throws IllegalArgumentException if the address of the buffer is none */
    FlushConfig {
        BufferAddress.parse(redis.reveal());
    }

    /** Where the buffer is. */
    BufferAddress bufferAddress() {
        return BufferAddress.parse(redis.reveal());
    }

    /**
     * The settings that only the flush has.
     *
     * @param maxEvents the greatest number of events of a table in a batch; a single block of events may have more
     * @param maxSize the greatest number of bytes that these make as JSON; a single event may have more
     * @param maxAttempts how often a batch is begun until it is split to find what makes it fail
     * @param feedSize the greatest number of posts in a feed; 0 writes none
     * @param workDir where files are written before they go to the bucket; empty for the system's place
     * @param lease how long a flush that died keeps others from running
     * @param redisTimeout how long the buffer may take for a step
     */
    @ConfigurationProperties("flush")
    record Settings(
            @Bindable(defaultValue = "200000") int maxEvents,
            @Bindable(defaultValue = "256MiB") DataSize maxSize,
            @Bindable(defaultValue = "3") int maxAttempts,
            @Bindable(defaultValue = "500") int feedSize,
            @Bindable(defaultValue = "") String workDir,
            @Bindable(defaultValue = "30s") Duration lease,
            @Bindable(defaultValue = "30s") Duration redisTimeout) {

        /** @throws IllegalArgumentException if a value makes no sense */
        Settings {
            require(maxEvents > 0, "SKYTROVE_FLUSH_MAX_EVENTS is not positive");
            require(maxSize.bytes() > 0, "SKYTROVE_FLUSH_MAX_SIZE is not positive");
            require(maxAttempts > 0, "SKYTROVE_FLUSH_MAX_ATTEMPTS is not positive");
            require(feedSize >= 0, "SKYTROVE_FLUSH_FEED_SIZE is negative");
            require(lease.toMillis() >= 100, "SKYTROVE_FLUSH_LEASE is shorter than 100ms");
            require(redisTimeout.toMillis() > 0, "SKYTROVE_FLUSH_REDIS_TIMEOUT is not positive");
        }

        /** How much of a table a batch has at most. */
        BatchLimits limits() {
            return new BatchLimits(maxEvents, maxSize, maxAttempts);
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
