package dev.skytrove.buffer;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;

/** Opens connections that fail instead of healing themselves. */
final class Connections {
    private Connections() {}

    /**
     * A connection of its own. Lettuce would reconnect by itself and send again what was not answered, so that a batch
     * could be stored twice; the client's options are set to leave that to whoever knows better.
     */
    static StatefulRedisConnection<byte[], byte[]> open(RedisClient client, Duration timeout) {
        return RedisErrors.translating(() -> {
            client.setOptions(client.getOptions()
                    .mutate()
                    .autoReconnect(false)
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .build());
            StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
            connection.setTimeout(timeout);
            return connection;
        });
    }
}
