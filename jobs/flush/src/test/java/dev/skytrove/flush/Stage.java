package dev.skytrove.flush;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.block.BlockWriter;
import dev.skytrove.buffer.redis.RedisBuffer;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.RedisAddress;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.runtime.Secret;
import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.model.LakeReader;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Redis and a bucket, both empty at first, and flushes between them. */
final class Stage implements AutoCloseable {
    /** As application.properties configures it. */
    private static final ObjectMapper JSON =
            ObjectMapper.create(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"), "dev.skytrove.flush");

    private static final int BATCH = 500;

    private final TemporaryDirectory directory = TemporaryDirectory.create("flush-test");
    private final URI redis;
    private final Runnable ending;
    private final Path storage;
    private final RedisClient client;
    private final RedisCommands<String, String> commands;
    private final Buffer buffer;

    /** With a Redis that has nothing to wait for: it syncs before it answers. */
    Stage() {
        TestingRedis own = TestingRedis.start("--appendfsync", "always");
        this.redis = own.uri();
        this.ending = own::close;
        this.storage = directory.path().resolve("bucket");
        this.client = RedisClient.create(redis.toString());
        this.commands = client.connect().sync();
        this.buffer = new RedisBuffer(RedisAddress.parse(redis.toString()), Duration.ofSeconds(10));
    }

    /** With a Redis and a bucket that others look after. */
    Stage(URI redis, Path storage) {
        this.redis = redis;
        this.ending = () -> {};
        this.storage = storage;
        this.client = RedisClient.create(redis.toString());
        this.commands = client.connect().sync();
        this.buffer = new RedisBuffer(RedisAddress.parse(redis.toString()), Duration.ofSeconds(10));
    }

    Path storage() {
        return storage;
    }

    Path workDir() {
        return directory.path().resolve("work");
    }

    String redisUri() {
        return redis.toString();
    }

    Buffer buffer() {
        return buffer;
    }

    RedisCommands<String, String> commands() {
        return commands;
    }

    /** Does what the ingestor does with lines. */
    void append(List<String> lines) {
        append(lines, BATCH);
    }

    /** The same in batches of so many lines. */
    void append(List<String> lines, int size) {
        try (RedisEventSink appender = RedisEventSink.open(client, AppenderConfig.defaults())) {
            for (int i = 0; i < lines.size(); i += size) {
                List<ReceivedEvent> batch = new ArrayList<>();
                lines.subList(i, Math.min(lines.size(), i + size)).forEach(line -> batch.add(received(line)));
                appender.append(batch, "jetstream.example").join();
            }
        }
    }

    /** Adds an event to a queue without asking whether it is one, or one of that table. */
    void add(Queue queue, String event) {
        try (BlockWriter writer = new BlockWriter();
                StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
            byte[] block = writer.pack(List.of(ByteSlice.of(event.getBytes(StandardCharsets.UTF_8)))).getFirst();
            connection.sync().xadd(BufferKeys.queue(queue).getBytes(StandardCharsets.UTF_8),
                    BufferKeys.FIELD_BLOCK.getBytes(StandardCharsets.UTF_8), block);
        }
    }

    private static ReceivedEvent received(String line) {
        ByteSlice raw = ByteSlice.of(line.getBytes(StandardCharsets.UTF_8));
        try {
            return new ReceivedEvent.Valid(raw, EventHeader.parse(raw));
        } catch (MalformedEventException e) {
            throw new IllegalArgumentException("the test's own line is malformed: " + line, e);
        }
    }

    FlushConfig.Settings settings(int maxEvents) {
        return new FlushConfig.Settings(
                maxEvents, DataSize.ofMebibytes(256), 3, 500, workDir().toString(), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    FlushSummary flush() {
        return flush(settings(200_000));
    }

    FlushSummary flush(FlushConfig.Settings settings) {
        return (FlushSummary) ((JobResult.Done) job(settings, CrashInjector.NONE).run()).summary();
    }

    FlushJob job(FlushConfig.Settings settings, CrashInjector crashes) {
        return job(settings, ObjectStores.open("file://" + storage(), Map.of()), crashes);
    }

    FlushJob job(FlushConfig.Settings settings, ObjectStore store, CrashInjector crashes) {
        return new FlushJob(
                new FlushConfig(new Secret(redisUri()), settings),
                buffer,
                store,
                crashes,
                JSON,
                Clock.systemUTC());
    }

    LakeReader lake() {
        return LakeReader.of(storage());
    }

    /** The names of all objects. */
    List<String> objects() {
        try (Stream<Path> files = Files.walk(storage())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> storage().relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String object(String name) {
        try {
            return Files.readString(storage().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events wait in all queues. */
    long queued() {
        Map<String, String> metadata = commands.hgetall(BufferKeys.METADATA);
        return Stream.of(Queue.values())
                .mapToLong(queue -> number(metadata, BufferKeys.appendedCount(queue))
                        - number(metadata, BufferKeys.flushedEvents(queue)))
                .sum();
    }

    private static long number(Map<String, String> metadata, String field) {
        return Long.parseLong(metadata.getOrDefault(field, "0"));
    }

    /** How many entries, each a block of events, are in all queues. */
    long entries() {
        return Stream.of(Queue.values()).mapToLong(queue -> commands.xlen(BufferKeys.queue(queue))).sum();
    }

    @Override
    public void close() {
        buffer.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        ending.run();
        directory.close();
    }
}
