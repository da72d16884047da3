package dev.skytrove.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that leave a function alone together, and ask again at about the moment when it would exit, until it has been
 * started often enough. One instance is called by all clients, each from a thread of its own.
 */
final class EdgeHammer implements Callable<Integer> {
    private static final long BEFORE = Duration.ofMillis(20).toNanos();
    private static final long AFTER = Duration.ofMillis(60).toNanos();
    private static final long SPREAD = Duration.ofMillis(4).toNanos();
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final SocketActivation function;
    private final RawRequest request;
    private final Duration idle;
    private final int activations;
    private final int requests;
    private final long limit = System.nanoTime() + LIMIT.toNanos();
    private final CyclicBarrier round;
    private long start;
    private boolean over;

    /**
     * @param idle the time after which the function exits
     * @param clients how many call this
     * @param activations how often the function is to be started
     * @param requests how many a client sends when it asks again
     */
    EdgeHammer(
            SocketActivation function, RawRequest request, Duration idle, int clients, int activations, int requests) {
        this.function = function;
        this.request = request;
        this.idle = idle;
        this.activations = activations;
        this.requests = requests;
        this.round = new CyclicBarrier(clients, this::plan);
    }

    /** How many requests were answered; every one has been. */
    @Override
    public Integer call() throws Exception {
        int answered = 0;
        round.await();
        while (!over) {
            park(start + ThreadLocalRandom.current().nextLong(SPREAD));
            for (int i = 0; i < requests; i++) {
                assertThat(request.send(function.port()))
                        .as("answer %d of this client", answered)
                        .startsWith("HTTP/1.1 200");
                answered++;
            }
            round.await(1, TimeUnit.MINUTES);
        }
        return answered;
    }

    private void plan() {
        long gap = ThreadLocalRandom.current().nextLong(idle.toNanos() - BEFORE, idle.toNanos() + AFTER);
        start = System.nanoTime() + gap;
        over = function.exitCodes().size() >= activations || System.nanoTime() > limit;
    }

    private static void park(long until) {
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
