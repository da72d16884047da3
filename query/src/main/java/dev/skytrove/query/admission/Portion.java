package dev.skytrove.query.admission;

import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;

/**
 * How many rows a statement takes at a time, where some may be so large that memory does not suffice for many: twice as
 * many each time until it does not, then a quarter; after that, more only once it has sufficed for a while.
 */
public final class Portion {
    private static final int LESS = 4;

    /** A statement that fails costs as much as some dozens of small ones. */
    private static final int WHILE = 64;

    private final int most;
    private int size;
    private boolean failed;
    private int sufficed;

    /** @param most how many it may become */
    public Portion(int first, int most) {
        this.size = first;
        this.most = most;
    }

    /** How many rows to take now. */
    public int size() {
        return size;
    }

    /** Memory sufficed. */
    public void succeeded() {
        sufficed++;
        if (!failed || sufficed == WHILE) {
            size = Math.min(2 * size, most);
            sufficed = 0;
        }
    }

    /** The same, for a statement that failed; throws its failure if fewer rows do not help. */
    public void requireReduced(QueryStoppedException failure) {
        if (failure.reason() != Reason.OUT_OF_MEMORY || !isReduced()) {
            throw failure;
        }
    }

    /** Memory did not suffice; false if it did not for a single row. */
    public boolean isReduced() {
        failed = true;
        sufficed = 0;
        if (size == 1) {
            return false;
        }
        size = Math.max(1, size / LESS);
        return true;
    }
}
