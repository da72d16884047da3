package dev.skytrove.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Clients that leave a function alone together, and ask again at about the moment when it would exit, until it has
 * exited often enough. One instance is called by all clients, each from a thread of its own.
 */
public final class EdgeHammer implements Callable<Integer> {
    private static final int CLIENTS = 4;
    private static final long BEFORE = Duration.ofMillis(20).toNanos();
    private static final long AFTER = Duration.ofMillis(60).toNanos();
    private static final long SPREAD = Duration.ofMillis(4).toNanos();
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Function function;
    private final int requests;
    private final BooleanSupplier enough;
    private final long limit = System.nanoTime() + LIMIT.toNanos();
    private final CyclicBarrier round = new CyclicBarrier(CLIENTS, this::plan);
    private long start;
    private boolean over;

    private EdgeHammer(Function function, int requests, BooleanSupplier enough) {
        this.function = function;
        this.requests = requests;
        this.enough = enough;
    }

    /**
     * What is asked.
     *
     * @param port where it listens
     * @param request one that it answers with 200
     * @param idle the time after which it exits
     */
    public record Function(int port, RawRequest request, Duration idle) {}

    /**
     * Asks until there were exits enough, for 20 minutes at most. Fails if a request is not answered with 200.
     *
     * @param requests how many a client sends each time that it asks again
     * @param exits how often the function has exited
     * @param atLeast how often it is to exit
     * @return how many requests were answered: all
     */
    public static int hammer(Function function, int requests, IntSupplier exits, int atLeast)
            throws InterruptedException, ExecutionException {
        EdgeHammer hammer = new EdgeHammer(function, requests, () -> exits.getAsInt() >= atLeast);
        // Not virtual ones: a request that gets no answer must be the function's fault for sure.
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            int answered = 0;
            for (Future<Integer> client : clients.invokeAll(Collections.nCopies(CLIENTS, hammer))) {
                answered += client.get();
            }
            assertThat(exits.getAsInt()).as("exits").isGreaterThanOrEqualTo(atLeast);
            assertThat(answered).as("requests").isGreaterThan(atLeast * requests);
            return answered;
        }
    }

    /** How many requests were answered; every one has been. */
    @Override
    public Integer call() throws Exception {
        int answered = 0;
        round.await();
        while (!over) {
            park(start + ThreadLocalRandom.current().nextLong(SPREAD));
            for (int i = 0; i < requests; i++) {
                assertThat(function.request().send(function.port()))
                        .as("answer %d of this client", answered)
                        .startsWith("HTTP/1.1 200");
                answered++;
            }
            round.await(1, TimeUnit.MINUTES);
        }
        return answered;
    }

    private void plan() {
        long idle = function.idle().toNanos();
        long gap = ThreadLocalRandom.current().nextLong(idle - BEFORE, idle + AFTER);
        start = System.nanoTime() + gap;
        over = enough.getAsBoolean() || System.nanoTime() > limit;
    }

    private static void park(long until) {
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
