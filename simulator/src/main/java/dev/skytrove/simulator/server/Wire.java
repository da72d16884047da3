package dev.skytrove.simulator.server;

/** The two forms in which Jetstream delivers events. */
enum Wire {
    /** Bare events; clients may send messages. */
    V1,
    /** Events in envelopes; the connection of a client that sends anything is closed. */
    V2
}
