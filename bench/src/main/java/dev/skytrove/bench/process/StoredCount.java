package dev.skytrove.bench.process;

import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * A count that a process keeps in Redis.
 *
 * @param redis where
 * @param key a hash
 * @param field of it
 */
public record StoredCount(RedisSocket redis, String key, String field) {
    private static final Duration POLL = Duration.ofMillis(5);

    /**
     * Waits until the count is {@code wanted} or more.
     *
     * @param process that counts
     * @return the count
     * @throws IllegalStateException if the process ends before, or {@code patience} does
     */
    public long await(long wanted, ChildProcess process, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long count = 0;
        while (count < wanted) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        process + " brought " + count + " of " + wanted + " events:\n" + process.stderr());
            }
            Thread.sleep(POLL);
            String answer = redis.ask("HGET", key, field);
            count = answer.isEmpty() ? 0 : Long.parseLong(answer);
        }
        return count;
    }
}
