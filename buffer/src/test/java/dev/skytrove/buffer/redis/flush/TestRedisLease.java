package dev.skytrove.buffer.redis.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.LeaseLostException;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestRedisLease {
    /** It ends while a test waits, but not while a busy machine lets its holder stand still for a second. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    Path directory;

    private RedisServer server;

    @BeforeEach
    void start() {
        server = RedisServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void onlyOneHoldsItUntilItIsGivenBack() {
        try (FlushLease lease = acquire(Duration.ofMinutes(1))) {
            assertThat(RedisLease.tryAcquire(server.client(), SHORT))
                    .asInstanceOf(type(LeaseAttempt.HeldByOther.class))
                    .extracting(LeaseAttempt.HeldByOther::expiresIn, DURATION)
                    .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
            lease.check();
        }
        acquire(SHORT).close();
    }

    @Test
    void isRenewedWhileItsHolderLives() {
        try (FlushLease lease = acquire(SHORT)) {
            Instant later = Instant.now().plus(SHORT.multipliedBy(3).dividedBy(2));
            while (Instant.now().isBefore(later)) {
                assertThat(RedisLease.tryAcquire(server.client(), SHORT)).isInstanceOf(LeaseAttempt.HeldByOther.class);
                LockSupport.parkNanos(SHORT.toNanos() / 10);
            }
            lease.check();
        }
    }

    /** Its process stood still, and its renewal has yet to notice. */
    @Test
    void holderThatStoodStillForAsLongHasLostIt() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        Duration minute = Duration.ofMinutes(1);
        LeaseAttempt attempt = RedisLease.tryAcquire(server.client(), minute, now::get);
        try (FlushLease lease = ((LeaseAttempt.Acquired) attempt).lease()) {
            now.addAndGet(minute.toNanos() - 1);
            lease.check();
            now.incrementAndGet();
            assertThatExceptionOfType(LeaseLostException.class).isThrownBy(lease::check);
        }
    }

    @Test
    void takenLeaseIsNoticedAndNotGivenBack() {
        FlushLease lease = acquire(SHORT);
        server.commands().set(BufferKeys.FLUSH_LEASE, "another");
        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> checkUntilLost(lease));
        lease.close();
        assertThat(server.commands().get(BufferKeys.FLUSH_LEASE)).isEqualTo("another");
    }

    @Test
    void lossOfRedisIsLossOfTheLease() {
        try (FlushLease lease = acquire(SHORT)) {
            server.kill();
            assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> checkUntilLost(lease));
        }
    }

    private FlushLease acquire(Duration duration) {
        LeaseAttempt attempt = RedisLease.tryAcquire(server.client(), duration);
        assertThat(attempt).isInstanceOf(LeaseAttempt.Acquired.class);
        return ((LeaseAttempt.Acquired) attempt).lease();
    }

    private static void checkUntilLost(FlushLease lease) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(deadline)) {
            lease.check();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
