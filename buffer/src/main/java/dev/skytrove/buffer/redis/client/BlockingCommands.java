package dev.skytrove.buffer.redis.client;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends commands and waits for their answers. Lettuce's own synchronous commands look up each method by reflection, for
 * which a native binary would have to hold all of them.
 *
 * @param connection sends commands at once
 */
public record BlockingCommands(StatefulRedisConnection<byte[], byte[]> connection) {
    /** What begins a script that must also run when Redis is full: flushing is what makes room. */
    public static final String ALLOW_OOM = "#!lua flags=allow-oom\n";

    /**
     * What Redis answers.
     *
     * @throws io.lettuce.core.RedisException if it refuses, or does not answer within the connection's timeout
     */
    public <T> T ask(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
        RedisFuture<T> answer = command.apply(connection.async());
        return LettuceFutures.awaitOrCancel(answer, connection.getTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
}
