package dev.skytrove.buffer.redis;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.block.BlockReader;
import dev.skytrove.buffer.block.BlockWriter;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.lake.ByteSlice;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real redis-server that syncs its append-only file with each write, and what tests look for in it. */
public final class RedisServer implements AutoCloseable {
    private final dev.skytrove.testing.RedisServer server;
    private final List<RedisClient> clients = new ArrayList<>();

    private RedisServer(dev.skytrove.testing.RedisServer server) {
        this.server = server;
    }

    public static RedisServer start(Path directory, String... options) {
        List<String> all = new ArrayList<>(List.of("--appendfsync", "always"));
        all.addAll(List.of(options));
        return new RedisServer(dev.skytrove.testing.RedisServer.start(directory, all.toArray(String[]::new)));
    }

    /** Starts the server again on the same data, and waits until it answers. */
    public void restart() {
        server.restart();
    }

    /** As the kernel does it when memory runs out: no chance to write anything. */
    public void kill() {
        server.kill();
    }

    public long pid() {
        return server.process().pid();
    }

    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", server.port());
    }

    /** A connection that is closed together with the server. */
    public RedisCommands<String, String> commands() {
        return client().connect().sync();
    }

    /** The events in a queue. */
    public List<String> queue(Queue queue) {
        return blocks(queue).stream().flatMap(List::stream).toList();
    }

    /** The events in a queue, block by block. */
    List<List<String>> blocks(Queue queue) {
        try (BlockReader reader = new BlockReader()) {
            return binary().xrange(Bytes.of(BufferKeys.queue(queue)), Range.unbounded()).stream()
                    .map(entry -> entry.getBody().values().iterator().next())
                    .map(block -> reader.unpack(block, "a test's block").stream().map(Bytes::text).toList())
                    .toList();
        }
    }

    /** Adds a block as an appender does, except that it is not counted. */
    public void add(Queue queue, XAddArgs options, String... events) {
        try (BlockWriter writer = new BlockWriter()) {
            byte[] block = writer.pack(Stream.of(events).map(Bytes::of).map(ByteSlice::of).toList()).getFirst();
            binary().xadd(Bytes.of(BufferKeys.queue(queue)), options, Bytes.of(BufferKeys.FIELD_BLOCK), block);
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
}
