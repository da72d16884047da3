package dev.skytrove.buffer.redis;

import dev.skytrove.buffer.AppenderClaim;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BatchSource;
import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.EventSink;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.QueuePeek;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.buffer.redis.client.RedisAddress;
import dev.skytrove.buffer.redis.flush.RedisBatchSource;
import dev.skytrove.buffer.redis.flush.RedisLease;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Redis as the buffer. Connects only when something is opened. */
public final class RedisBuffer implements Buffer {
    private static final int THREADS = 2;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;

    /** @param timeout how long Redis may take to answer where nothing else says so */
    public RedisBuffer(RedisAddress address, Duration timeout) {
        RedisURI uri = address.uri();
        uri.setTimeout(timeout);
        // Lettuce would time and measure every command; a sink does so for every batch.
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .build());
    }

    @Override
    public EventSink openSink(AppenderConfig config, ClockLimit limit, AppenderClaim claim) {
        return RedisEventSink.open(client, config, limit, claim);
    }

    @Override
    public LeaseAttempt tryLease(Duration duration) {
        return RedisLease.tryAcquire(client, duration);
    }

    @Override
    public BatchSource openBatches(FlushLease lease, Duration timeout) {
        return RedisBatchSource.open(client, lease, timeout);
    }

    @Override
    public QueuePeek openPeek(Duration timeout) {
        return RedisQueuePeek.open(client, timeout);
    }

    @Override
    public void close() {
        client.close();
        var _ = resources.shutdown(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
