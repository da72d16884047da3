package dev.skytrove.simulator.server;

/** The two forms in which Jetstream delivers events. */
enum Wire {
    /** Bare events; clients may send messages. */
    V1("/subscribe", null),
    /** Events in envelopes; the connection of a client that sends anything is closed. */
    V2("/xrpc/network.bsky.jetstream.subscribeEvents", "xrpc.v1.json");

    private final String path;
    private final String subprotocol;

    Wire(String path, String subprotocol) {
        this.path = path;
        this.subprotocol = subprotocol;
    }

    /** Where clients subscribe. */
    String path() {
        return path;
    }

    /** What is confirmed to clients that offer it, or null. */
    String subprotocol() {
        return subprotocol;
    }
}
