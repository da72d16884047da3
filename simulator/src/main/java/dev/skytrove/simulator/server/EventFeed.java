package dev.skytrove.simulator.server;

import java.nio.ByteBuffer;

/** The texts that one client is sent, by position from 0. Not thread-safe. */
interface EventFeed {
    /** Stands for what the client is not sent. */
    ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** How many positions there are. */
    long size();

    /**
     * What is sent at a position.
     *
     * @return a buffer with an array, valid until the next call; empty if the client gets nothing there
     */
    ByteBuffer read(long position);
}
