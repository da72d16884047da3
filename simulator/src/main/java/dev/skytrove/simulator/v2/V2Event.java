package dev.skytrove.simulator.v2;

import java.nio.ByteBuffer;

/**
 * One event as the v2 wire has it.
 *
 * @param kind what follows {@code #} in its {@code $type}
 * @param did the account
 * @param collection a commit's collection, else empty
 * @param text the whole frame, in a buffer with an array that is valid until the next event is read; empty if the v2
 *     wire has no form for the event
 */
public record V2Event(String kind, String did, String collection, ByteBuffer text) {
    /** What the v2 wire has no form for. */
    static final V2Event NONE = new V2Event("", "", "", ByteBuffer.allocate(0));

    /** Whether the v2 wire has a form for it. */
    public boolean exists() {
        return text.hasRemaining();
    }
}
