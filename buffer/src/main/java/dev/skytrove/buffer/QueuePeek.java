package dev.skytrove.buffer;

import java.util.function.Consumer;

/** Looks into queues and changes nothing, whoever appends or flushes meanwhile. Used by one thread. */
public interface QueuePeek extends AutoCloseable {
    /** How much a queue holds. */
    QueueOverview overview(Queue queue);

    /** How many frames and events are put aside. */
    QueueOverview malformed();

    /**
     * Hands out the oldest events of a queue, in the order of their arrival; holds one block of them.
     *
     * @param count how many at most
     * @return how many there were
     * @throws BufferCorruptedException if an entry is no block
     */
    int oldest(Queue queue, int count, Consumer<byte[]> consumer);

    /**
     * Hands out the newest events of a queue, in the order of their arrival; holds their blocks, packed.
     *
     * @param count how many at most
     * @return how many there were
     * @throws BufferCorruptedException if an entry is no block
     */
    int newest(Queue queue, int count, Consumer<byte[]> consumer);

    /**
     * Hands out what was put aside, in the order of its arrival.
     *
     * @param count how many at most
     * @param newest whether the newest ones instead of the oldest
     */
    int malformed(int count, boolean newest, Consumer<MalformedFrame> consumer);

    /** Ends the connection. */
    @Override
    void close();
}
