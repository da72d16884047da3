package dev.skytrove.simulator.server;

import java.time.Duration;

/** Something that goes wrong on a connection once so many more frames were sent on it. */
sealed interface Fault {
    /** How many more frames, from when the connection learns of the fault. */
    long after();

    /** The connection is reset, without a close frame; what was sent may not arrive. */
    record Drop(long after) implements Fault {}

    /** The connection is closed with a close frame. */
    record Close(long after, int code) implements Fault {}

    /** Nothing is sent for a while; the connection stays open and pings are answered. */
    record Stall(long after, Duration pause) implements Fault {}

    /** A frame is sent that is not JSON. */
    record Garbage(long after) implements Fault {}

    /** The event sent last is sent again; on a connection without one, after the first. */
    record Duplicate(long after) implements Fault {}
}
