package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.BufferUnavailableException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens connections that fail instead of healing themselves. */
public final class RedisConnections {
    private RedisConnections() {}

    /**
     * A connection of its own. Lettuce would reconnect by itself and send again what was not answered, so that a batch
     * could be stored twice; the client's options are set to leave that to whoever knows better.
     */
    public static StatefulRedisConnection<byte[], byte[]> open(RedisClient client, Duration timeout) {
        return open(client, timeout, timeout);
    }

    /**
     * The same.
     *
     * @param connectTimeout how long connecting may take, in a process that may have just started
     * @param timeout how long an answer may take
     */
    public static StatefulRedisConnection<byte[], byte[]> open(
            RedisClient client, Duration connectTimeout, Duration timeout) {
        return RedisErrors.translating(() -> {
            client.setOptions(client.getOptions()
                    .mutate()
                    .autoReconnect(false)
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .build());
            StatefulRedisConnection<byte[], byte[]> connection = connect(client, connectTimeout);
            connection.setTimeout(timeout);
            return connection;
        });
    }

    // The client's own limit is that of its URL, a minute if that names none: a server that accepts and says nothing
    // would hold us that long. Whatever becomes of the attempt then is closed.
    private static StatefulRedisConnection<byte[], byte[]> connect(RedisClient client, Duration timeout) {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> attempt = CompletableFuture.supplyAsync(
                () -> client.connect(ByteArrayCodec.INSTANCE),
                task -> Thread.ofPlatform().daemon().name("redis-connect").start(task));
        try {
            return attempt.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            var _ = attempt.thenAccept(StatefulRedisConnection::close);
            throw e.getCause() instanceof TimeoutException
                    ? new BufferUnavailableException("Redis did not answer within " + timeout.toMillis() + " ms", e)
                    : e;
        }
    }
}
