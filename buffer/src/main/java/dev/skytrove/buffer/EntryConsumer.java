package dev.skytrove.buffer;

/**
 * Takes the entries of a queue, one after the other.
 *
 * @param <E> what it may fail with
 */
@FunctionalInterface
public interface EntryConsumer<E extends Exception> {
    /** Takes the next entry. */
    void accept(BufferEntry entry) throws E;
}
