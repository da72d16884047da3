package dev.skytrove.buffer.redis;

import dev.skytrove.buffer.block.BlockReader;
import dev.skytrove.buffer.block.BlockWriter;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real redis-server on a free port of loopback, with an append-only file that outlives {@link #kill}. */
public final class RedisServer implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final List<String> options;
    private final List<RedisClient> clients = new ArrayList<>();
    private Process process;

    private RedisServer(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
        this.port = freePort();
    }

    public static RedisServer start(Path directory, String... options) {
        RedisServer server = new RedisServer(directory, List.of(options));
        server.restart();
        return server;
    }

    /** Starts the server again on the same data, and waits until it answers. */
    public void restart() {
        List<String> command = new ArrayList<>(List.of(
                "redis-server", "--bind", "127.0.0.1", "--port", Integer.toString(port), "--save", "",
                "--appendonly", "yes", "--appendfsync", "always", "--dir", directory.toString()));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server must be installed", e);
        }
        await();
    }

    /** As the kernel does it when memory runs out: no chance to write anything. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public long pid() {
        return process.pid();
    }

    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    /** A connection that is closed together with the server. */
    public RedisCommands<String, String> commands() {
        return client().connect().sync();
    }

    /** The events in a table's queue. */
    public List<String> queue(Table table) {
        return blocks(table).stream().flatMap(List::stream).toList();
    }

    /** The events in a table's queue, block by block. */
    List<List<String>> blocks(Table table) {
        try (BlockReader reader = new BlockReader()) {
            return binary().xrange(Bytes.of(BufferKeys.queue(table)), Range.unbounded()).stream()
                    .map(entry -> entry.getBody().values().iterator().next())
                    .map(block -> reader.unpack(block, "a test's block").stream().map(Bytes::text).toList())
                    .toList();
        }
    }

    /** Adds a block as an appender does, except that it is not counted. */
    public void add(Table table, XAddArgs options, String... events) {
        try (BlockWriter writer = new BlockWriter()) {
            byte[] block = writer.pack(Stream.of(events).map(Bytes::of).map(ByteSlice::of).toList()).getFirst();
            binary().xadd(Bytes.of(BufferKeys.queue(table)), options, Bytes.of(BufferKeys.FIELD_BLOCK), block);
        }
    }

    private RedisCommands<byte[], byte[]> binary() {
        return client().connect(ByteArrayCodec.INSTANCE).sync();
    }

    /** A client that is shut down together with the server. */
    public RedisClient client() {
        RedisClient client = RedisClient.create(uri());
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(client -> client.shutdown(Duration.ZERO, Duration.ofSeconds(2)));
        kill();
    }

    private void await() {
        Instant deadline = Instant.now().plus(DEADLINE);
        RedisClient client = RedisClient.create(uri());
        while (!answers(client)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("redis-server did not come up, see " + directory + "/redis.log");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private static boolean answers(RedisClient client) {
        try (var connection = client.connect()) {
            return connection.sync().ping().equals("PONG");
        } catch (RedisException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
