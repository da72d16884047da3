package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.AppenderClaim;
import dev.skytrove.buffer.BufferHeldException;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which connection may append: a key that expires and names it. It only says whose turn it is. What makes sure that
 * nothing is stored twice is {@link Fence}: whoever takes over disconnects the one before, then reads what Redis knows.
 *
 * <p>Renewed on the connection that appends, so that it runs out only where nothing could be appended either.
 */
final class AppenderLease {
    private static final byte[] KEY = Bytes.of(BufferKeys.APPENDER_LEASE);
    private static final Pattern HOLDER = Pattern.compile("(\\d{1,18}) (.*)", Pattern.DOTALL);

    /** Arguments: what the key is to hold, for how many milliseconds, and what it may hold now instead of nothing. */
    private static final String TAKE = BlockingCommands.ALLOW_OOM
            + """
            local held = redis.call('GET', KEYS[1])
            if held and held ~= ARGV[1] and held ~= ARGV[3] then return held end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return ''""";

    /** Also of a key that ran out or was lost: as long as nobody else took it, nobody else appends. */
    private static final String RENEW = BlockingCommands.ALLOW_OOM
            + """
            local held = redis.call('GET', KEYS[1])
            if held and held ~= ARGV[1] then return redis.error_reply('LEASELOST to ' .. held) end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1""";

    private final String value;
    private final byte[] milliseconds;
    private final long renewalNanos;
    private long renewed = System.nanoTime();

    private AppenderLease(String value, Duration lease) {
        this.value = value;
        this.milliseconds = Bytes.of(Long.toString(lease.toMillis()));
        this.renewalNanos = lease.dividedBy(4).toNanos();
    }

    /**
     * Takes it for a connection that {@link Fence#name} was called for.
     *
     * @param always whether to take it from one that lives
     * @throws BufferHeldException if another connection has it, unless that is gone
     */
    static AppenderLease take(BlockingCommands redis, AppenderClaim claim, boolean always) {
        long own = redis.ask(RedisAsyncCommands::clientId);
        AppenderLease lease = new AppenderLease(own + " " + claim.holder(), claim.lease());
        Optional<String> holder = lease.tryTake(redis, "");
        if (holder.isPresent() && (always || isGone(redis, holder.get(), own))) {
            holder = lease.tryTake(redis, holder.get());
        }
        if (holder.isPresent()) {
            throw new BufferHeldException("another ingestor has the stream: " + named(holder.get()));
        }
        return lease;
    }

    /** Returns who has it instead, if anyone. */
    private Optional<String> tryTake(BlockingCommands redis, String from) {
        byte[][] keys = {KEY};
        byte[][] arguments = {Bytes.of(value), milliseconds, Bytes.of(from)};
        byte[] held =
                redis.ask(commands -> commands.<byte[]>eval(TAKE, ScriptOutputType.VALUE, keys, arguments));
        return held.length == 0 ? Optional.empty() : Optional.of(Bytes.text(held));
    }

    private static boolean isGone(BlockingCommands redis, String holder, long own) {
        Matcher parts = HOLDER.matcher(holder);
        // Of an earlier run of Redis, which numbered its clients anew, it may have our own number.
        return parts.matches()
                && (Long.parseLong(parts.group(1)) == own
                        || !Fence.appenders(redis).contains(Long.parseLong(parts.group(1))));
    }

    private static String named(String holder) {
        Matcher parts = HOLDER.matcher(holder);
        return parts.matches() ? parts.group(2) : holder;
    }

    /** Renews it if it is time to, while nothing else is sent. */
    void renewIfDue(BlockingCommands redis) {
        if (System.nanoTime() - renewed > renewalNanos) {
            var _ = redis.ask(this::renew);
        }
    }

    /** Sends a renewal. It fails with LEASELOST if another connection has it. */
    RedisFuture<Long> renew(RedisAsyncCommands<byte[], byte[]> redis) {
        renewed = System.nanoTime();
        byte[][] keys = {KEY};
        return redis.eval(RENEW, ScriptOutputType.INTEGER, keys, Bytes.of(value), milliseconds);
    }
}
