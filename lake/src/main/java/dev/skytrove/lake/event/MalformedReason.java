package dev.skytrove.lake.event;

import java.util.Locale;

/**
 * Why a frame is no event. The set is closed: metrics and the malformed stream name its members by their labels.
 *
 * <p>"Missing" means absent, of another JSON type than the protocol says, or empty.
 */
public enum MalformedReason {
    /** Not one JSON value in UTF-8, or followed by something else. */
    INVALID_JSON,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** With a longer name than any event has cause to have: no identifier of the network has more than 2,048 bytes. */
    LIMIT_EXCEEDED,
    /** No {@code kind}. */
    MISSING_KIND,
    /** No {@code did} in a commit, identity or account event. */
    MISSING_DID,
    /** No integer {@code time_us}. */
    MISSING_TIME_US,
    /** Of kind commit without a {@code commit} object. */
    MISSING_COMMIT,
    /** A commit without {@code collection}. */
    MISSING_COLLECTION,
    /** A commit without {@code rkey}. */
    MISSING_RKEY,
    /** A commit without {@code rev}. */
    MISSING_REV,
    /** A commit without {@code operation}. */
    MISSING_OPERATION,
    /** A create or update without a {@code record} object. */
    MISSING_RECORD,
    /** Of kind identity or account without an object of that name. */
    MISSING_OBJECT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The reason's name in metrics and streams, for example {@code missing_did}. */
    public String label() {
        return label;
    }
}
