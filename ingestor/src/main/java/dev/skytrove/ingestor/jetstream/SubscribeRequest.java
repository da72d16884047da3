package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.source.StartAt;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * One subscription to one server from one point on.
 *
 * @param url the server
 * @param subscription what is wanted of it
 * @param start where it begins
 * @param dictionary what the server compresses with; empty for plain text
 */
public record SubscribeRequest(
        JetstreamUrl url, Subscription subscription, StartAt start, Optional<ZstdDictionary> dictionary) {
    /** @throws IllegalArgumentException if the wire knows no such start */
    public SubscribeRequest {
        if (start instanceof StartAt.Sequence && url.wire() == Wire.V1) {
            throw new IllegalArgumentException("Jetstream's v1 wire has no sequence numbers");
        }
    }

    /** The URL to open, with the parameters of the server's wire. */
    public URI uri() {
        StringJoiner query = new StringJoiner("&");
        if (!url.query().isEmpty()) {
            query.add(url.query());
        }
        boolean first = url.wire() == Wire.V1;
        String collections = first ? "wantedCollections=" : "collections=";
        String dids = first ? "wantedDids=" : "dids=";
        subscription.collections().forEach(collection -> query.add(collections + encode(collection)));
        subscription.dids().forEach(did -> query.add(dids + encode(did)));
        query.add("maxMessageSizeBytes=" + subscription.maxMessageSize().bytes());
        dictionary.ifPresent(used -> query.add(first ? "compress=true" : "zstdDictionary=" + used.id()));
        switch (start) {
            case StartAt.Now _ -> {}
            case StartAt.Time time -> query.add("cursor=" + time.timeUs());
            case StartAt.Sequence sequence -> query.add("cursor=" + sequence.sequence());
        }
        return URI.create((url.secure() ? "wss://" : "ws://") + url.authority() + url.path() + "?" + query);
    }

    @Override
    public String toString() {
        return url + " " + start + (dictionary.isPresent() ? ", compressed" : "");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
