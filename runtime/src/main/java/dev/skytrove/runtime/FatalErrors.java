package dev.skytrove.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a service in one of whose threads an {@link Error} was thrown, such as an {@link OutOfMemoryError}: with one line at
 * ERROR and exit code 1, so that whoever watches the process starts it anew. Without it only that thread would end, and the
 * process would stay and do nothing.
 *
 * <p>It does not stop as a signal does. What was thrown may have left anything half done, and a stop would go on with it;
 * a process that is cut off loses nothing, here as at a power cut.
 */
public final class FatalErrors {
    private static final Logger log = LoggerFactory.getLogger(FatalErrors.class);

    /** How long the line may take: nobody may read it, or another thread may be in the midst of one. */
    private static final Duration LOGGING_LIMIT = Duration.ofSeconds(2);

    /** Of causes, which may go in a circle. */
    private static final int DEEPEST = 20;

    private static final AtomicReference<FatalErrors> INSTALLED = new AtomicReference<>();

    private final String program;
    private final byte[] withoutMemory;
    private final FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
    private final long limitNanos = LOGGING_LIMIT.toNanos();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch failed = new CountDownLatch(1);
    // It waits from the start on: a thread cannot be begun without memory.
    private final Thread limit =
            Thread.ofPlatform().daemon().name("fatal-error").unstarted(this::haltInTime);

    private FatalErrors(String program) {
        this.program = program;
        this.withoutMemory = ("ERROR FatalErrors " + program + " ends: there is no memory left\n").getBytes(UTF_8);
    }

    /** From now on an error that nobody catches ends the process, whatever thread it is in. Once only. */
    static void install(String program) {
        FatalErrors errors = new FatalErrors(program);
        if (INSTALLED.compareAndSet(null, errors)) {
            errors.limit.start();
            Thread.setDefaultUncaughtExceptionHandler(errors::uncaught);
        }
    }

    /**
     * Ends the process if this is an error, or was caused by one; returns if not. Where no service runs, as in a test, the
     * error is thrown.
     */
    public static void check(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Error error) {
                end(error);
            }
            cause = cause.getCause();
        }
    }

    /**
     * A task for a library that would keep its failure to itself, and never run a repeated one again: an exception is logged, and
     * an error ends the process.
     *
     * @param name what it does, for people
     */
    public static Runnable guarded(String name, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable thrown) {
                check(thrown);
                log.error("{} failed", name, thrown);
            }
        };
    }

    private static void end(Error error) {
        FatalErrors errors = INSTALLED.get();
        if (errors == null) {
            throw error;
        }
        errors.halt(error);
    }

    private void uncaught(Thread thread, Throwable thrown) {
        check(thrown);
        log.error("the thread {} ended", thread.getName(), thrown);
    }

    private void halt(Error error) {
        if (!ending.compareAndSet(false, true)) {
            awaitEnd();
        }
        failed.countDown();
        tell(error);
        Runtime.getRuntime().halt(ExitCode.FAILED.code());
    }

    /** The first one tells, and no thread goes on. */
    private static void awaitEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    private void tell(Error error) {
        try {
            String thread = Thread.currentThread().getName();
            if (error instanceof OutOfMemoryError) {
                // Without its trace, which would take more memory than the line and does not tell who has it.
                log.error("{} ends: {} in the thread {}", program, error.toString(), thread);
            } else {
                log.error("{} ends: an error in the thread {}", program, thread, error);
            }
        } catch (Throwable again) {
            tellWithoutMemory();
        }
    }

    private void tellWithoutMemory() {
        try {
            stderr.write(withoutMemory);
        } catch (IOException _) {
            // The exit code tells.
        }
    }

    private void haltInTime() {
        try {
            failed.await();
        } catch (InterruptedException _) {
            // Nobody interrupts it.
            return;
        }
        long begin = System.nanoTime();
        for (long left = limitNanos; left > 0; left = begin + limitNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        Runtime.getRuntime().halt(ExitCode.FAILED.code());
    }
}
