package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferFullException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.LeaseLostException;
import dev.skytrove.buffer.redis.flush.Scripts;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Says in the buffer's terms what went wrong with Redis. */
public final class RedisErrors {
    // Where EXEC itself is refused, its error carries the one that matters.
    private static final String ABORTED = "^EXECABORT Transaction discarded because of: ";

    private RedisErrors() {}

    /** Runs commands and translates their failure. */
    public static <T> T translating(Supplier<T> commands) {
        try {
            return commands.get();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    /** The failure of a command, or of a connection, as one of the buffer's. */
    public static BufferException translate(Throwable thrown) {
        return switch (thrown) {
            case BufferException known -> known;
            case CompletionException wrapper when wrapper.getCause() != null -> translate(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> translate(wrapper.getCause());
            case RedisCommandExecutionException refusal -> refused(refusal);
            default -> new BufferUnavailableException("Redis did not answer: " + described(thrown), thrown);
        };
    }

    // That it cannot be connected to is said first, why it cannot last.
    private static String described(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root == thrown ? thrown.toString() : thrown + ", by " + root;
    }

    // Redis' errors begin with a code in capitals.
    private static BufferException refused(RedisCommandExecutionException e) {
        String message = String.valueOf(e.getMessage()).replaceFirst(ABORTED, "");
        String code = message.split(" ", 2)[0];
        String text = message.substring(code.length()).strip();
        return switch (code) {
            case Scripts.LEASE_LOST -> new LeaseLostException("the lease is lost: " + text);
            case Scripts.CORRUPTED -> new BufferCorruptedException(text, e);
            case "OOM" -> new BufferFullException("Redis is full: " + message, e);
            case "WRONGTYPE" -> new BufferCorruptedException("a key of skytrove holds something else: " + message, e);
            case "NOAUTH", "NOPERM", "WRONGPASS" ->
                new BufferMisconfiguredException("Redis does not let us in: " + message, e);
            default -> new BufferUnavailableException("Redis refused: " + message, e);
        };
    }
}
