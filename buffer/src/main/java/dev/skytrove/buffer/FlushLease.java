package dev.skytrove.buffer;

/** The right to be the only one that flushes, for a while: renewed as long as its holder lives, and lost if it stands still. */
public interface FlushLease extends AutoCloseable {
    /** What proves to the server that the lease is still ours. */
    String token();

    /**
     * Returns while the lease is ours, as far as is known here.
     *
     * @throws LeaseLostException if it is not ours any more
     */
    void check();

    /** Gives the lease back; from any thread, once. If the server cannot be told, it runs out by itself. */
    @Override
    void close();
}
