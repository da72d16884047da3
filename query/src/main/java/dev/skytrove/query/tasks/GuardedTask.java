package dev.skytrove.query.tasks;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of an executor that would keep its failure to itself, and never run a repeated one again. An exception is logged and
 * counted, and the task has its next turn. An error goes to the handler of its thread, as if nobody had caught it: that ends a
 * service.
 */
public final class GuardedTask implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(GuardedTask.class);
    private static final AtomicLong FAILED = new AtomicLong();

    /** Of causes, which may go in a circle. */
    private static final int DEEPEST = 20;

    private final String name;
    private final Runnable task;
    private final boolean prepares;

    private GuardedTask(String name, Runnable task, boolean prepares) {
        this.name = name;
        this.task = task;
        this.prepares = prepares;
    }

    /** @param name what it does, for people */
    public GuardedTask(String name, Runnable task) {
        this(name, task, false);
    }

    /** One that only prepares later queries: for lack of memory it fails alone. */
    public static GuardedTask preparing(String name, Runnable task) {
        return new GuardedTask(name, task, true);
    }

    /** How many have failed in this process. */
    public static long failed() {
        return FAILED.get();
    }

    @Override
    public void run() {
        try {
            task.run();
        } catch (Throwable thrown) {
            Optional<Error> error = error(thrown);
            if (error.isPresent() && !(prepares && error.get() instanceof OutOfMemoryError)) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, error.get());
                throw error.get();
            }
            FAILED.incrementAndGet();
            log.error("{} failed", name, thrown);
        }
    }

    private static Optional<Error> error(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Error error) {
                return Optional.of(error);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
