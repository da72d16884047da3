package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.LeaseLostException;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.RedisConnections;
import dev.skytrove.buffer.redis.client.RedisErrors;
import dev.skytrove.lake.HostName;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to be the only one that flushes: a key that expires. A holder that stands still for longer than that loses it
 * without noticing, so whatever must not be done twice is done by a script that checks {@link #token()}.
 */
public final class RedisLease implements FlushLease {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLease.class);
    /** A short lease must not keep a process that has just started from connecting. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final byte[] KEY = Bytes.of(BufferKeys.FLUSH_LEASE);
    private static final String ACQUIRE = BlockingCommands.ALLOW_OOM
            + """
            return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0""";
    private static final String RENEW =
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])""";
    private static final String RELEASE =
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('DEL', KEYS[1])""";

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Duration duration;
    private final String token;
    private final Thread renewal;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** In nanoseconds. */
    private final LongSupplier clock;
    /** When it runs out unless renewed, at the earliest. */
    private volatile long end;
    private volatile boolean lost;

    private RedisLease(
            StatefulRedisConnection<byte[], byte[]> connection, Duration duration, String token, LongSupplier clock) {
        this.connection = connection;
        this.duration = duration;
        this.token = token;
        this.clock = clock;
        this.renewal = Thread.ofPlatform().daemon().name("lease-renewal").unstarted(this::renew);
    }

    /**
     * Takes the lease for flushing if nobody holds it.
     *
     * @param duration how long it outlives its holder
     * @throws BufferException if Redis cannot be asked
     */
    public static LeaseAttempt tryAcquire(RedisClient client, Duration duration) {
        return tryAcquire(client, duration, System::nanoTime);
    }

    static LeaseAttempt tryAcquire(RedisClient client, Duration duration, LongSupplier clock) {
        Duration third = duration.dividedBy(3);
        StatefulRedisConnection<byte[], byte[]> connection =
                RedisConnections.open(client, third.compareTo(CONNECT) < 0 ? CONNECT : third, third);
        try {
            return tryAcquire(connection, duration, clock);
        } catch (RuntimeException e) {
            connection.close();
            throw RedisErrors.translate(e);
        }
    }

    private static LeaseAttempt tryAcquire(
            StatefulRedisConnection<byte[], byte[]> connection, Duration duration, LongSupplier clock) {
        RedisLease lease = new RedisLease(connection, duration, UUID.randomUUID() + " " + self(), clock);
        if (lease.extend(ACQUIRE)) {
            lease.renewal.start();
            return new LeaseAttempt.Acquired(lease);
        }
        BlockingCommands commands = new BlockingCommands(connection);
        byte[] token = commands.ask(redis -> redis.get(KEY));
        long left = commands.ask(redis -> redis.pttl(KEY));
        connection.close();
        return new LeaseAttempt.HeldByOther(holder(token), Duration.ofMillis(Math.max(0, left)));
    }

    /** What the token tells people; scripts only compare it. */
    private static String self() {
        ProcessHandle process = ProcessHandle.current();
        String since = process.info().startInstant().map(start -> ", since " + start).orElse("");
        return "process " + process.pid() + " on " + HostName.get() + since;
    }

    /** @param token nothing if the lease has just been given back */
    private static String holder(byte[] token) {
        String text = token == null ? "" : new String(token, StandardCharsets.UTF_8);
        int end = text.indexOf(' ');
        return end < 0 ? "one that has just ended" : text.substring(end + 1);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public void check() {
        // A process that stood still may come here before its renewal has noticed.
        if (lost || closed.get() || clock.getAsLong() - end >= 0) {
            throw new LeaseLostException("the lease ran out or was given back: another flush may be running");
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        renewal.interrupt();
        try {
            script(RELEASE, token);
        } catch (RuntimeException e) {
            LOG.warn("the lease could not be given back and runs out in {}: {}", duration, e.getMessage());
        }
        connection.close();
    }

    private void renew() {
        try {
            do {
                Thread.sleep(duration.dividedBy(3));
            } while (extend(RENEW));
            lost = true;
        } catch (InterruptedException | RedisCommandInterruptedException e) {
            // Closed: there is nothing left to renew.
        } catch (RuntimeException e) {
            lost = true;
            LOG.warn("the lease could not be renewed: {}", e.getMessage());
        }
    }

    private boolean extend(String script) {
        long asked = clock.getAsLong();
        boolean held = script(script, token, Long.toString(duration.toMillis())) == 1;
        if (held) {
            end = asked + duration.toNanos();
        }
        return held;
    }

    private long script(String text, String... arguments) {
        byte[][] keys = {KEY};
        byte[][] values = Bytes.of(List.of(arguments));
        return new BlockingCommands(connection).ask(redis -> redis.<Long>eval(text, ScriptOutputType.INTEGER, keys, values));
    }
}
