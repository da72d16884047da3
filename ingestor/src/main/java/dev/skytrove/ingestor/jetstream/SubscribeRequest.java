package dev.skytrove.ingestor.jetstream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;

/**
 * One subscription to one server from one point in time.
 *
 * @param url the server
 * @param subscription what is wanted of it
 * @param cursor the {@code time_us} behind which the server begins, or 0 to begin with what happens next
 */
public record SubscribeRequest(JetstreamUrl url, Subscription subscription, long cursor) {
    /** @throws IllegalArgumentException if the cursor is negative */
    public SubscribeRequest {
        if (cursor < 0) {
            throw new IllegalArgumentException("cursor is negative: " + cursor);
        }
    }

    /** The URL to open, with the parameters of Jetstream's v1 wire. */
    public URI uri() {
        StringJoiner query = new StringJoiner("&");
        if (!url.query().isEmpty()) {
            query.add(url.query());
        }
        subscription.collections().forEach(collection -> query.add("wantedCollections=" + encode(collection)));
        subscription.dids().forEach(did -> query.add("wantedDids=" + encode(did)));
        query.add("maxMessageSizeBytes=" + subscription.maxMessageSize().bytes());
        if (cursor > 0) {
            query.add("cursor=" + cursor);
        }
        return URI.create((url.secure() ? "wss://" : "ws://") + url.source() + url.path() + "?" + query);
    }

    @Override
    public String toString() {
        Instant time = Instant.EPOCH.plus(cursor, ChronoUnit.MICROS);
        return url + (cursor == 0 ? " from now on" : " from cursor " + cursor + " (" + time + ")");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
