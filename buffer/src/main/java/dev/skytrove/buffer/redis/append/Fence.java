package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.Bytes;
import io.lettuce.core.KillArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connection the only one that appends. What a dead ingestor had sent may still wait in the server's socket
 * buffers and would be carried out after its successor has read the recent keys: stored twice (I2). So the successor
 * first disconnects whoever appended before; Redis carries out nothing for a client that it has closed.
 */
final class Fence {
    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final String NAME = "skytrove-appender";
    private static final Pattern CLIENT = Pattern.compile("id=(\\d+) .*\\bname=" + NAME + " .*");

    private Fence() {}

    /** Marks a connection as one that appends. */
    static void name(BlockingCommands redis) {
        var _ = redis.ask(commands -> commands.clientSetname(Bytes.of(NAME)));
    }

    /** The numbers of all connections that append. */
    static Set<Long> appenders(BlockingCommands redis) {
        return redis.ask(RedisAsyncCommands::clientList).lines()
                .map(CLIENT::matcher)
                .filter(Matcher::matches)
                .map(client -> Long.parseLong(client.group(1)))
                .collect(Collectors.toSet());
    }

    /** Disconnects all others that append. */
    static void takeOver(BlockingCommands redis) {
        long own = redis.ask(RedisAsyncCommands::clientId);
        for (long id : appenders(redis)) {
            if (id != own) {
                LOG.warn("took over from another appender, Redis client {}", id);
                var _ = redis.ask(commands -> commands.clientKill(KillArgs.Builder.id(id)));
            }
        }
    }
}
