package dev.skytrove.ingestor.jetstream;

import dev.skytrove.lake.DataSize;
import java.util.List;

/**
 * What is wanted of a Jetstream server, whichever it is.
 *
 * @param collections only commits of these collections, such as {@code app.bsky.feed.post} or {@code app.bsky.*};
 *     empty for all
 * @param dids only events of these accounts; empty for all
 * @param maxMessageSize the server is asked to leave out larger events; of a message that is larger all the same
 *     only the beginning is passed on
 */
public record Subscription(List<String> collections, List<String> dids, DataSize maxMessageSize) {
    private static final int MAX_COLLECTIONS = 100;
    private static final int MAX_DIDS = 10_000;
    private static final long MIN_SIZE = 1 << 10;
    private static final long MAX_SIZE = 1 << 30;

    /** @throws IllegalArgumentException if a list is longer, or the size other, than a Jetstream server accepts */
    public Subscription {
        collections = List.copyOf(collections);
        dids = List.copyOf(dids);
        if (collections.size() > MAX_COLLECTIONS) {
            throw new IllegalArgumentException("more than " + MAX_COLLECTIONS + " wanted collections");
        }
        if (dids.size() > MAX_DIDS) {
            throw new IllegalArgumentException("more than " + MAX_DIDS + " wanted accounts");
        }
        if (maxMessageSize.bytes() < MIN_SIZE || maxMessageSize.bytes() > MAX_SIZE) {
            throw new IllegalArgumentException("the largest message is 1KiB to 1GiB, not " + maxMessageSize);
        }
    }
}
