package dev.skytrove.query.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each copy with its checksum once, when this process uses it first: in the background, one after the other, and
 * not before the answer that needed it is on its way, so that no answer waits for it.
 */
final class CopyVerifier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CopyVerifier.class);
    private static final Duration DELAY = Duration.ofSeconds(1);

    /** So many copies are remembered; those of a process that reads more are compared anew. */
    private static final int MOST = 100_000;

    private final Consumer<Path> discard;
    private final Set<Path> seen = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("cache-verify").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /** @param discard what to do with a copy that has changed */
    CopyVerifier(Consumer<Path> discard) {
        this.discard = discard;
    }

    /** Has a copy compared, unless it was. */
    void used(Path copy) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        if (seen.add(copy)) {
            CompletableFuture.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(() -> verify(copy));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void verify(Path copy) {
        try {
            if (CopySums.isDamaged(copy)) {
                log.error("the copy {} has changed since it arrived; it is fetched again", copy);
                discard.accept(copy);
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("the copy {} cannot be compared with its checksum: {}", copy, e.toString());
        }
    }
}
