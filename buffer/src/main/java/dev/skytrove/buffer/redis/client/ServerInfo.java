package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.MemoryUsage;
import dev.skytrove.lake.DataSize;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a Redis server says of itself, and whether the buffer can rely on it. */
public final class ServerInfo {
    private static final Logger LOG = LoggerFactory.getLogger(ServerInfo.class);
    private static final int OLDEST_MAJOR = 7;
    /** Of that major version. */
    private static final int WAIT_AOF_MINOR = 2;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    private final Map<String, String> fields;

    private ServerInfo(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads the answer to {@code INFO}: a line {@code name:value} for each field, comments with {@code #}. */
    public static ServerInfo parse(String answer) {
        return new ServerInfo(answer.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, second) -> first)));
    }

    /**
     * Says in the log what may cost events.
     *
     * @throws BufferException if events would be lost there, or if it is not ready
     */
    public void check() {
        refuseUnfit();
        if (!keepsFile()) {
            LOG.warn("Redis keeps no append-only file (appendonly no): its restart costs what was not flushed");
        }
    }

    /**
     * As {@link #check}, without a word.
     *
     * @throws BufferException if events would be lost there, or if it is not ready
     */
    public void refuseUnfit() {
        if (field("loading").equals("1")) {
            throw new BufferUnavailableException("Redis is loading its data");
        }
        String version = field("redis_version");
        require(
                major(version) >= OLDEST_MAJOR,
                "Redis is version " + version + "; it must be " + OLDEST_MAJOR + " or newer");
        require(field("role").equals("master"), "Redis is a replica; connect to its master");
        require(field("maxmemory_policy").equals("noeviction"),
                "Redis throws keys away when it is full (maxmemory-policy " + field("maxmemory_policy")
                        + "): set maxmemory-policy to noeviction, or events are lost");
    }

    /**
     * As {@link #check}, of a server that was in use before; says only what has changed.
     *
     * @throws BufferException if events would be lost there, or if it is not ready
     */
    public void checkSince(ServerInfo before) {
        if (keepsFile() == before.keepsFile()) {
            refuseUnfit();
        } else {
            check();
            LOG.info("appendonly of Redis was changed to {}", keepsFile() ? "yes" : "no");
        }
    }

    /** Whether a restart of the server costs next to nothing. */
    public boolean keepsFile() {
        return field("aof_enabled").equals("1");
    }

    /** Whether the server has WAITAOF. */
    public boolean hasWaitAof() {
        String version = field("redis_version");
        return major(version) > OLDEST_MAJOR || (major(version) == OLDEST_MAJOR && minor(version) >= WAIT_AOF_MINOR);
    }

    /**
     * Whether all that was written is in the append-only file, and no sync of it is under way.
     *
     * @param spared whether the file is not synced while another is being made
     */
    public boolean hasNothingToSync(boolean spared) {
        boolean childless = field("aof_rewrite_in_progress").equals("0") && field("rdb_bgsave_in_progress").equals("0");
        return field("aof_buffer_length").equals("0")
                && field("aof_pending_bio_fsync").equals("0")
                && field("aof_last_write_status").equals("ok")
                && (!spared || childless);
    }

    /** How full the server is. */
    public MemoryUsage memory() {
        return new MemoryUsage(DataSize.parse(field("used_memory")), DataSize.parse(field("maxmemory")));
    }

    private static int major(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static int minor(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    }

    private String field(String name) {
        return fields.getOrDefault(name, "unknown");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new BufferMisconfiguredException(otherwise);
        }
    }
}
