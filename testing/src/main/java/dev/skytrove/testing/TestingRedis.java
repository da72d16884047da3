package dev.skytrove.testing;

import java.net.URI;

/**
 * A {@link RedisServer} for a test: empty when it starts, gone with its data when it is closed.
 *
 * <pre>{@code
 * private final TestingRedis redis = TestingRedis.start();
 *
 * @AfterEach
 * void stop() {
 *     redis.close();
 * }
 * }</pre>
 */
public final class TestingRedis implements AutoCloseable {
    private final TemporaryDirectory directory;
    private final RedisServer server;

    private TestingRedis(TemporaryDirectory directory, String... options) {
        this.directory = directory;
        server = RedisServer.start(directory.path(), options);
    }

    /**
     * Starts an empty server.
     *
     * @param options further options of {@code redis-server}, for example {@code --maxmemory 64mb}
     * @throws IllegalStateException if it does not start; if it is not installed, the message says how to install it
     */
    public static TestingRedis start(String... options) {
        return new TestingRedis(TemporaryDirectory.create("redis"), options);
    }

    /** The server: to kill, pause and restart it. */
    public RedisServer server() {
        return server;
    }

    /** Where it listens, for example {@code redis://127.0.0.1:41233}. */
    public URI uri() {
        return server.uri();
    }

    /** Ends the server and deletes its data. */
    @Override
    public void close() {
        server.kill();
        directory.close();
    }
}
