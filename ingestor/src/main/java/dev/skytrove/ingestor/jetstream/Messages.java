package dev.skytrove.ingestor.jetstream;

import java.util.List;

/** What one read of a connection brought. */
public final class Messages {
    private final List<Message> list;
    private final long bytes;
    private final List<Chunk> chunks;

    /** @param chunks what holds the messages, each retained for this */
    Messages(List<Message> list, long bytes, List<Chunk> chunks) {
        this.list = list;
        this.bytes = bytes;
        this.chunks = chunks;
    }

    /** The messages, in order of arrival. */
    public List<Message> list() {
        return list;
    }

    /** The sum of their lengths. */
    public long bytes() {
        return bytes;
    }

    /**
     * Lets other messages take the place of these, of which nobody may read any more: neither the payloads nor what was
     * made of them without a copy. To be called once, on any thread; who never calls it only costs the garbage collector
     * some work.
     */
    public void release() {
        chunks.forEach(Chunk::release);
    }
}
