package dev.skytrove.testing.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A row of {@code posts}; what it does not name is what a plain post has. {@code createdAt}, {@code text} and {@code
 * replyUri} may be null.
 */
public record SamplePost(
        String did,
        String rkey,
        String rev,
        String operation,
        String text,
        Instant createdAt,
        Instant indexedAt,
        Instant sortAt,
        String replyUri,
        List<String> langs,
        List<String> links) {
    /** A post created at {@code sortAt} and indexed a second later. */
    public static SamplePost of(String did, String rkey, String text, Instant sortAt) {
        Instant indexedAt = sortAt.plus(Duration.ofSeconds(1));
        return new SamplePost(
                did, rkey, "3aaaaaaaaaaaa", "create", text, sortAt, indexedAt, sortAt, null, List.of("en"), List.of());
    }

    /** The same at another revision, as an update. */
    public SamplePost updated(String newRev, String newText, Instant newSortAt) {
        Instant newIndexedAt = newSortAt.plus(Duration.ofSeconds(1));
        return new SamplePost(
                did, rkey, newRev, "update", newText, createdAt, newIndexedAt, newSortAt, replyUri, langs, links);
    }

    /** The same, seen by the network at another time. */
    public SamplePost indexedAt(Instant instant) {
        return new SamplePost(did, rkey, rev, operation, text, createdAt, instant, sortAt, replyUri, langs, links);
    }

    /** The same without what its client claimed. */
    public SamplePost withoutCreatedAt() {
        return new SamplePost(did, rkey, rev, operation, text, null, indexedAt, sortAt, replyUri, langs, links);
    }

    /** The same at another revision. */
    public SamplePost rev(String newRev) {
        return new SamplePost(did, rkey, newRev, operation, text, createdAt, indexedAt, sortAt, replyUri, langs, links);
    }

    /** The same as a reply. */
    public SamplePost replyTo(String parent) {
        return new SamplePost(did, rkey, rev, operation, text, createdAt, indexedAt, sortAt, parent, langs, links);
    }

    /** The same with links. */
    public SamplePost links(String... uris) {
        return new SamplePost(
                did, rkey, rev, operation, text, createdAt, indexedAt, sortAt, replyUri, langs, List.of(uris));
    }

    /** Its {@code at://} URI. */
    public String uri() {
        return "at://" + did + "/app.bsky.feed.post/" + rkey;
    }

    /** Its deletion, at a revision and a time. */
    public SampleDelete deleted(String deleteRev, Instant at) {
        return new SampleDelete(did, rkey, deleteRev, at);
    }
}
