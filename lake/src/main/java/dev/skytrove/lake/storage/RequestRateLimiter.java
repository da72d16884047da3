package dev.skytrove.lake.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps a client to so many requests a second, those that are repeated included: providers refuse what is more. A request waits
 * for its turn, which comes a fixed time after that of the one before. Safe for use by several threads.
 */
final class RequestRateLimiter implements ExecutionInterceptor {
    private static final long SECOND = 1_000_000_000;

    private final long apart;
    private final AtomicLong free;

    /** @param perSecond how many requests may begin in a second */
    RequestRateLimiter(int perSecond) {
        this(perSecond, System.nanoTime());
    }

    /** @param now when the first may begin, by the clock that {@link #turn} is told */
    RequestRateLimiter(int perSecond, long now) {
        this.apart = SECOND / perSecond;
        this.free = new AtomicLong(now);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        long turn = turn(System.nanoTime());
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return; // The call that follows notices.
            }
        }
    }

    /** When the next request may begin: not before {@code now}, in nanoseconds. */
    long turn(long now) {
        return free.updateAndGet(last -> last + apart - now > 0 ? last + apart : now);
    }
}
