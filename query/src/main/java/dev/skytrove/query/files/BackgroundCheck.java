package dev.skytrove.query.files;

import dev.skytrove.query.tasks.GuardedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each file once to its end, when this process uses it first, to find out whether it has changed: in the
 * background, one after the other, and not before the answer that needed it is on its way, so that no answer waits for it.
 *
 * @param <T> what names a file
 */
final class BackgroundCheck<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundCheck.class);
    private static final Duration DELAY = Duration.ofSeconds(1);

    /** So many are remembered; those of a process that reads more are looked at anew. */
    private static final int MOST = 100_000;

    private final Check<T> check;
    private final Set<T> seen = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("file-check").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /** Looks at a file, and does what is to be done if it has changed. */
    @FunctionalInterface
    interface Check<T> {
        /**
         * Looks at it.
         *
         * @throws NoSuchFileException if it is gone, which is nothing to tell
         */
        void look(T file) throws IOException;
    }

    BackgroundCheck(Check<T> check) {
        this.check = check;
    }

    /** Has a file looked at, unless it was. */
    void used(T file) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        if (seen.add(file)) {
            CompletableFuture.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(new GuardedTask("to compare " + file + " with its checksum", () -> look(file)));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void look(T file) {
        try {
            check.look(file);
        } catch (NoSuchFileException e) {
            log.debug("{} is gone", file);
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} cannot be compared with its checksum: {}", file, e.toString());
        } catch (OutOfMemoryError e) {
            log.error("there is no memory to compare {} with its checksum: {}", file, e.toString());
        }
    }
}
