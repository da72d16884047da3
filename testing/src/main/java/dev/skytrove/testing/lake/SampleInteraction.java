package dev.skytrove.testing.lake;

import java.time.Instant;

/** A row of {@code likes} or {@code reposts}, as {@code table} says. */
public record SampleInteraction(
        String table, String did, String rkey, String rev, String subjectUri, Instant indexedAt) {
    /** A like of a post. */
    public static SampleInteraction like(String did, String rkey, String subjectUri, Instant at) {
        return new SampleInteraction("likes", did, rkey, "3aaaaaaaaaaaa", subjectUri, at);
    }

    /** A repost of a post. */
    public static SampleInteraction repost(String did, String rkey, String subjectUri, Instant at) {
        return new SampleInteraction("reposts", did, rkey, "3aaaaaaaaaaaa", subjectUri, at);
    }

    /** The same at another revision. */
    public SampleInteraction rev(String newRev) {
        return new SampleInteraction(table, did, rkey, newRev, subjectUri, indexedAt);
    }

    /** The collection of its record. */
    public String collection() {
        return table.equals("likes") ? "app.bsky.feed.like" : "app.bsky.feed.repost";
    }

    /** Its {@code at://} URI. */
    public String uri() {
        return "at://" + did + "/" + collection() + "/" + rkey;
    }
}
