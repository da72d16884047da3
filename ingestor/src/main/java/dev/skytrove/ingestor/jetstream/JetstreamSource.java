package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.ingestor.source.EventStream;
import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.lake.event.FingerprintKey;

/**
 * A Jetstream server.
 *
 * @param shared what it shares with others
 * @param url where it is
 */
record JetstreamSource(Jetstream shared, JetstreamUrl url) implements EventSource {
    @Override
    public String name() {
        return url.source();
    }

    @Override
    public boolean numbersEvents() {
        return url.wire() == Wire.V2;
    }

    @Override
    public boolean isFiltered() {
        Subscription subscription = shared.settings().subscription();
        return !subscription.collections().isEmpty() || !subscription.dids().isEmpty();
    }

    @Override
    public EventStream open(StartAt start, FingerprintKey key, long reachedUs) throws InterruptedException {
        SubscribeRequest request = new SubscribeRequest(
                url, shared.settings().subscription(), start, shared.dictionaries().of(url));
        return new JetstreamStream(shared, request, key, reachedUs);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
