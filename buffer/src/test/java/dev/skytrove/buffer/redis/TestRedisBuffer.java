package dev.skytrove.buffer.redis;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.BufferContract;
import dev.skytrove.buffer.address.BufferAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class TestRedisBuffer extends BufferContract {
    @TempDir
    Path directory;

    private RedisServer server;

    @Override
    protected Buffer openEmpty() {
        server = RedisServer.start(directory);
        return BufferAddress.parse("redis://127.0.0.1:" + server.uri().getPort()).open(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
