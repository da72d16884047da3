package dev.skytrove.buffer;

import io.lettuce.core.KillArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    static void takeOver(Asking redis) {
        var _ = redis.ask(commands -> commands.clientSetname(Bytes.of(NAME)));
        long own = redis.ask(RedisAsyncCommands::clientId);
        String clients = redis.ask(RedisAsyncCommands::clientList);
        clients.lines().map(CLIENT::matcher).filter(Matcher::matches).forEach(client -> {
            long id = Long.parseLong(client.group(1));
            if (id != own) {
                LOG.warn("took over from another appender, Redis client {}", id);
                var _ = redis.ask(commands -> commands.clientKill(KillArgs.Builder.id(id)));
            }
        });
    }
}
