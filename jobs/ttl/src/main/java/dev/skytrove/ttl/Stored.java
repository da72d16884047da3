package dev.skytrove.ttl;

import dev.skytrove.lake.storage.ObjectStore;

/**
 * What the store holds, counted by listing all of it: one request for a thousand objects, so it is for a job that runs
 * once a day.
 *
 * @param objects how many objects there are, whoever put them
 * @param bytes their size
 */
record Stored(long objects, long bytes) {
    /** Counts now. */
    static Stored in(ObjectStore store) {
        long[] sums = new long[2];
        store.list("", "", info -> {
            sums[0]++;
            sums[1] += info.size();
        });
        return new Stored(sums[0], sums[1]);
    }
}
