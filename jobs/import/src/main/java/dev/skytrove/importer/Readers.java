package dev.skytrove.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads several sources at once, in the order in which they were added. */
final class Readers implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();

    Readers(int parallel) {
        threads = Executors.newFixedThreadPool(parallel, Thread.ofPlatform().name("import-read-", 1).factory());
    }

    void add(SourceImport reader) {
        running.add(threads.submit(() -> {
            reader.read();
            return true;
        }));
    }

    /**
     * Returns when all are read.
     *
     * @param meanwhile called about once a second; what it throws ends the wait
     */
    void await(Runnable meanwhile) throws InterruptedException {
        RuntimeException failure = null;
        for (Future<?> one : running) {
            failure = first(failure, one, meanwhile);
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    /** A source that cannot be read keeps nobody from reading the others. */
    private static RuntimeException first(RuntimeException before, Future<?> one, Runnable meanwhile)
            throws InterruptedException {
        while (true) {
            try {
                one.get(1, TimeUnit.SECONDS);
                return before;
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (ExecutionException e) {
                RuntimeException failure =
                        e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
                return before == null ? failure : before;
            }
        }
    }
}
