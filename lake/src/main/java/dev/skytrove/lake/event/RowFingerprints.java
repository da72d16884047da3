package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.apache.avro.generic.GenericRecord;

/**
 * The fingerprints of events that are in the lake, from their rows: those that {@link HeaderParser} gives the events. A row
 * does not always say whether it was created or updated; then it has those of both. An identity or account event without a
 * number has none, since its row does not hold all its bytes. Used by one thread.
 */
public final class RowFingerprints {
    private static final String LIKE = "app.bsky.feed.like";
    private static final String POST = "app.bsky.feed.post";
    private static final String REPOST = "app.bsky.feed.repost";
    private static final String FOLLOW = "app.bsky.graph.follow";
    private static final String BLOCK = "app.bsky.graph.block";
    private static final String PROFILE = "app.bsky.actor.profile";
    /** The network has one profile of an account, under this key. */
    private static final String PROFILE_KEY = "self";

    private final Fingerprint fingerprint;
    private final HeaderParser headers;

    /** @param key what fingerprints are made with */
    public RowFingerprints(FingerprintKey key) {
        this.fingerprint = new Fingerprint(key);
        this.headers = new HeaderParser(key);
    }

    /**
     * Passes the fingerprints of a row's event.
     *
     * @param row with all columns of the table
     */
    public void of(Table table, GenericRecord row, LongConsumer consumer) {
        switch (table) {
            case POSTS -> commit(row, "author_did", POST, text(row, "rkey"), text(row, "operation"), consumer);
            case LIKES -> created(row, "author_did", LIKE, text(row, "rkey"), consumer);
            case REPOSTS -> created(row, "author_did", REPOST, text(row, "rkey"), consumer);
            case FOLLOWS -> created(row, "follower_did", FOLLOW, text(row, "rkey"), consumer);
            case BLOCKS -> created(row, "blocker_did", BLOCK, text(row, "rkey"), consumer);
            case PROFILES -> created(row, "did", PROFILE, PROFILE_KEY, consumer);
            case DELETES -> commit(row, "author_did", text(row, "collection"), text(row, "rkey"), "delete", consumer);
            case ACCOUNTS -> account(row, consumer);
            case OTHERS, OVERSIZED -> any(row, consumer);
            default -> throw new IllegalArgumentException("no event is a row of " + table.label());
        }
    }

    private void created(GenericRecord row, String did, String collection, String rkey, LongConsumer consumer) {
        commit(row, did, collection, rkey, "create", consumer);
        commit(row, did, collection, rkey, "update", consumer);
    }

    private void commit(
            GenericRecord row, String did, String collection, String rkey, String operation, LongConsumer consumer) {
        consumer.accept(fingerprint.ofCommit(text(row, did), collection, rkey, text(row, "rev"), operation));
    }

    private void account(GenericRecord row, LongConsumer consumer) {
        long seq = (long) row.get("seq");
        if (seq > 0) {
            long time = row.get("event_at") instanceof Long micros ? micros : CreatedAt.UNKNOWN;
            consumer.accept(fingerprint.ofAccount(text(row, "did"), text(row, "kind"), seq, time));
        }
    }

    /** What is no commit is there whole. */
    private void any(GenericRecord row, LongConsumer consumer) {
        if (row.get("uri") != null) {
            commit(row, "author_did", text(row, "collection"), text(row, "rkey"), text(row, "operation"), consumer);
            return;
        }
        byte[] event = text(row, "raw_data").getBytes(StandardCharsets.UTF_8);
        try {
            consumer.accept(headers.parse(ByteSlice.of(event)).fingerprint());
        } catch (MalformedEventException e) {
            throw new IllegalStateException("an event was good when it was stored", e);
        }
    }

    private static String text(GenericRecord row, String column) {
        return row.get(column).toString();
    }
}
