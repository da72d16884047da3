package dev.skytrove.buffer.recent;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells malformed frames that a rewind brings again from those that a connection brings twice: only the former are
 * dropped. Not safe for use by several threads.
 */
public final class MalformedKeys {
    private static final int MOST = 10_000;

    private final RecentKeys recent;
    private final Set<Long> ofThisConnection = new HashSet<>();

    /** @param recent knows which frames came before this connection */
    public MalformedKeys(RecentKeys recent) {
        this.recent = recent;
    }

    /** Whether a frame is to be kept; it is recognised from now on. */
    public boolean add(long fingerprint) {
        boolean isNew = recent.add(fingerprint);
        if (isNew && ofThisConnection.size() < MOST) {
            ofThisConnection.add(fingerprint);
        }
        return isNew || ofThisConnection.contains(fingerprint);
    }

    /** A connection is over: what comes now may have come before. */
    public void forgetConnection() {
        ofThisConnection.clear();
    }
}
