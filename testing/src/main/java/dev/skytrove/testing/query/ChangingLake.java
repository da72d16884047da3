package dev.skytrove.testing.query;

import dev.skytrove.testing.lake.SampleLake;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a flush and a compaction do to a lake, beside queries: batches of events that were there before arrive, and files of
 * hours become one. Nothing that is seen changes by it.
 */
public final class ChangingLake {
    /** So many comparisons end between two batches. */
    public static final int QUERIES_BETWEEN = 40;

    private static final int BATCHES_BETWEEN_COMPACTIONS = 4;
    private static final int POSTS = 12;

    private final SampleLake lake;
    private final ModelLake model;
    private final Random random = new Random(7);
    private final AtomicInteger compared = new AtomicInteger();
    private final int first;
    private int last;

    /** Called after each change. */
    private Runnable then = () -> {};

    /**
     * That of a model.
     *
     * @param batches that the lake has
     */
    public ChangingLake(SampleLake lake, ModelLake model, int batches) {
        this.lake = lake;
        this.model = model;
        this.first = batches;
        this.last = batches;
    }

    /** Another comparison has ended; now and then the thread that tells it changes the lake, while others go on asking. */
    public void compared() {
        if (compared.incrementAndGet() % QUERIES_BETWEEN == 0) {
            change();
        }
    }

    /** From now on something is done after each change. */
    public synchronized void then(Runnable action) {
        then = action;
    }

    /** How many batches have been flushed. */
    public synchronized int changes() {
        return last - first;
    }

    private synchronized void change() {
        model.repeat(lake, random, POSTS);
        lake.flush(++last);
        if (last % BATCHES_BETWEEN_COMPACTIONS == 0) {
            ModelLake.hours().forEach(this::compact);
        }
        then.run();
    }

    private void compact(Instant hour) {
        int begin = last - BATCHES_BETWEEN_COMPACTIONS + 1;
        for (String table : List.of("deletes", "posts")) {
            if (!lake.flushed(table, hour, begin, last).isEmpty()) {
                lake.compact(table, hour, begin, last);
            }
        }
        // As a compaction does: what an earlier one replaced goes now, when no query has it any more.
        int replaced = last - 2 * BATCHES_BETWEEN_COMPACTIONS;
        List.of("posts", "deletes").forEach(table -> lake.flushed(table, hour, 1, replaced).forEach(lake::delete));
    }
}
