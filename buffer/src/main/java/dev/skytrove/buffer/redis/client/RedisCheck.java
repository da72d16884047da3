package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.BufferException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Whether the Redis client works in this process. */
public final class RedisCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private RedisCheck() {}

    /**
     * Connects and asks for an echo.
     *
     * @return what was found, in a few words
     * @throws BufferException if it does not answer
     */
    public static String ping(RedisAddress address) {
        try (RedisClient client = RedisClient.create(address.uri());
                StatefulRedisConnection<byte[], byte[]> connection = RedisConnections.open(client, LIMIT)) {
            byte[] sent = "größer".getBytes(StandardCharsets.UTF_8);
            byte[] answered = RedisErrors.translating(() -> new BlockingCommands(connection).ask(redis -> redis.echo(sent)));
            String text = new String(answered, StandardCharsets.UTF_8);
            if (!text.equals("größer")) {
                throw new IllegalStateException("Redis echoed '" + text + "'");
            }
            return "Redis answered";
        }
    }
}
