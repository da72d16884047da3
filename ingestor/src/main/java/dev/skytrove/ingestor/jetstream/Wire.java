package dev.skytrove.ingestor.jetstream;

/** The protocols in which Jetstream servers deliver events. */
public enum Wire {
    /** {@code /subscribe}: an event a message, as JSON; cursors are times in microseconds. */
    V1,
    /**
     * {@code /xrpc/network.bsky.jetstream.subscribeEvents}: enveloped events with sequence numbers, after the lexicon of
     * that name.
     */
    V2;

    /** What the path of a {@link #V2} endpoint ends with. */
    static final String V2_ENDPOINT = "/xrpc/network.bsky.jetstream.subscribeEvents";

    /** Where a {@link #V2} server has its compression's dictionary. */
    public static final String V2_DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary";

    /** The websocket subprotocol of {@link #V2}, which a server may name or, as it is the default, leave out. */
    static final String V2_SUBPROTOCOL = "xrpc.v1.json";
}
