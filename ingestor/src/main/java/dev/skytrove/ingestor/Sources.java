package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import java.util.List;

/**
 * The Jetstream servers in order of preference, and the one whose turn it is. A server is kept for as long as it
 * delivers, because every change costs a longer rewind; after the last comes the first again. Not safe for use by
 * several threads.
 */
final class Sources {
    private final List<JetstreamUrl> urls;
    private int turn;

    /** @param urls at least one */
    Sources(List<JetstreamUrl> urls) {
        this.urls = List.copyOf(urls);
    }

    JetstreamUrl current() {
        return urls.get(turn);
    }

    /** Gives up the current server. */
    void next() {
        turn = (turn + 1) % urls.size();
    }
}
