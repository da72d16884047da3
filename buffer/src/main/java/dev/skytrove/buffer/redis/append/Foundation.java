package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.Metadata;
import dev.skytrove.lake.event.FingerprintKey;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every appender finds in Redis or lays there first: the key of the fingerprints, and the sign that this Redis was
 * opened. Every batch carries the key, but only an opening the sign. So a Redis with the key and without the sign was
 * emptied while an appender was connected: what is there now is not all, and its cursors are not believed (I1).
 */
final class Foundation {
    private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);
    private static final byte[] METADATA = Bytes.of(BufferKeys.METADATA);

    /** A Redis that is full must not keep an appender from being opened: it waits for room then. */
    private static final String LAY = BlockingCommands.ALLOW_OOM
            + """
            redis.call('HSET', KEYS[1], '%s', '1', '%s', ARGV[2], '%s', ARGV[3])
            return redis.call('HSETNX', KEYS[1], '%s', ARGV[1])"""
                    .formatted(
                            BufferKeys.OPENED,
                            BufferKeys.MALFORMED_MOST,
                            BufferKeys.MALFORMED_SPACE,
                            BufferKeys.FINGERPRINT_KEY);

    private final FingerprintKey key;
    private final boolean emptied;

    private Foundation(FingerprintKey key, boolean emptied) {
        this.key = key;
        this.emptied = emptied;
    }

    /** Finds or lays it, to be called by the only appender. Flushes learn from it how much may be put aside. */
    static Foundation of(BlockingCommands redis, AppenderConfig config) {
        Metadata before = Metadata.read(redis);
        boolean isNew = before.text(BufferKeys.FINGERPRINT_KEY).isEmpty();
        boolean emptied = !isNew && before.text(BufferKeys.OPENED).isEmpty();
        if (emptied) {
            LOG.warn("Redis was emptied while an ingestor was connected: its cursors are forgotten");
            forget(redis, before);
        }
        byte[][] keys = {METADATA};
        byte[][] arguments = Bytes.of(List.of(
                FingerprintKey.random().hex(),
                Integer.toString(config.malformedFrames()),
                Long.toString(config.malformedSpace().bytes())));
        var _ = redis.ask(commands -> commands.<Long>eval(LAY, ScriptOutputType.INTEGER, keys, arguments));
        return new Foundation(key(Metadata.read(redis)), emptied);
    }

    private static void forget(BlockingCommands redis, Metadata metadata) {
        List<String> fields = new ArrayList<>(List.of(BufferKeys.CURSOR, BufferKeys.SOURCE));
        for (String prefix :
                List.of(BufferKeys.SOURCE_CURSOR, BufferKeys.SOURCE_SEQUENCE, BufferKeys.SOURCE_LEAD)) {
            metadata.numbers(prefix).keySet().forEach(source -> fields.add(prefix + source));
        }
        var _ = redis.ask(commands -> commands.hdel(METADATA, Bytes.of(fields)));
    }

    private static FingerprintKey key(Metadata metadata) {
        try {
            return FingerprintKey.parse(metadata.required(BufferKeys.FINGERPRINT_KEY));
        } catch (IllegalArgumentException e) {
            throw new BufferCorruptedException(
                    BufferKeys.FINGERPRINT_KEY + " of " + BufferKeys.METADATA + ": " + e.getMessage(), e);
        }
    }

    /** What fingerprints are made with. */
    FingerprintKey key() {
        return key;
    }

    /** Whether this Redis lost what was in it. */
    boolean isEmptied() {
        return emptied;
    }
}
