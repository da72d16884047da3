package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.ServerInfo;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until Redis has on disk what a connection wrote, so that a machine that dies does not bring a Redis back that
 * knows less than the bucket does (I3). Redis answers before it syncs its append-only file, which it does each second.
 */
final class PlanOnDisk {
    private static final Logger LOG = LoggerFactory.getLogger(PlanOnDisk.class);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** The command that Redis has for this since 7.2. */
    private static final ProtocolKeyword WAITAOF = () -> Bytes.of("WAITAOF");

    private final BlockingCommands redis;
    private final Duration timeout;

    /**
     * @param redis the connection that wrote; it has nothing else to do meanwhile
     * @param timeout how long it may take
     */
    PlanOnDisk(BlockingCommands redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /**
     * Returns when all that was written before is on disk; at once if this Redis has no file or never syncs it by itself,
     * which is said in the log.
     *
     * @throws BufferUnavailableException if it takes too long
     */
    void await() {
        ServerInfo server = ServerInfo.parse(redis.ask(RedisAsyncCommands::info));
        String policy = setting("appendfsync", "everysec");
        if (!server.keepsFile()) {
            return; // Said when the connection was opened.
        }
        if (policy.equals("no")) {
            LOG.warn("Redis never syncs its append-only file (appendfsync no): a machine that dies now may double rows");
            return;
        }
        if (policy.equals("always")) {
            return;
        }
        boolean done = server.hasWaitAof() ? waitAof() : waitForSync();
        if (!done) {
            throw new BufferUnavailableException("Redis did not bring a plan to its append-only file within "
                    + timeout.toMillis() + " ms: nothing is written before it has");
        }
    }

    // Less than the connection's own limit, so that it is Redis who says that it was too long.
    private boolean waitAof() {
        long most = Math.max(1, timeout.toMillis() * 9 / 10);
        try {
            List<Object> answer = redis.ask(commands -> commands.dispatch(
                    WAITAOF,
                    new ArrayOutput<>(ByteArrayCodec.INSTANCE),
                    new CommandArgs<>(ByteArrayCodec.INSTANCE).add(1).add(0).add(most)));
            return answer.getFirst() instanceof Long local && local >= 1;
        } catch (RedisCommandExecutionException e) {
            LOG.debug("Redis refuses WAITAOF", e);
            return waitForSync();
        }
    }

    /**
     * The same by what older servers tell. Redis begins to sync as soon as its clock shows another second than at the
     * last beginning, unless it is at it: so if all is written and no sync is under way in one second, one that covers
     * what was written has begun when the clock shows the next, and is done when none is under way.
     */
    private boolean waitForSync() {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean spared = setting("no-appendfsync-on-rewrite", "no").equals("yes");
        while (System.nanoTime() < deadline) {
            if (isQuiet(spared)) {
                long second = second();
                while (second() == second && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                while (System.nanoTime() < deadline) {
                    if (isQuiet(spared)) {
                        return true;
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private boolean isQuiet(boolean spared) {
        return ServerInfo.parse(redis.ask(commands -> commands.info("persistence"))).hasNothingToSync(spared);
    }

    // Asking for it has Redis look at its clock.
    private long second() {
        return Long.parseLong(Bytes.text(redis.ask(RedisAsyncCommands::time).getFirst()));
    }

    // Whoever runs Redis for others may not let them ask.
    private String setting(String name, String otherwise) {
        try {
            Map<String, String> answer = redis.ask(commands -> commands.configGet(name));
            return answer.getOrDefault(name, otherwise);
        } catch (RedisCommandExecutionException e) {
            LOG.debug("Redis does not tell its {}", name, e);
            return otherwise;
        }
    }
}
