package dev.skytrove.buffer.address;

/**
 * A kind of server that may be the buffer. A module that has one names it in {@code META-INF/services}; whoever depends on
 * that module can then be given its addresses.
 */
public interface BufferKind {
    /** Whether an address is meant for a server of this kind, by how it begins. */
    boolean isMeantBy(String url);

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is of another form; the message repeats nothing of it
     */
    BufferAddress address(String url);
}
