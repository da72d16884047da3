package dev.skytrove.testing.query;

import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.model.Folding;
import java.time.Instant;
import java.util.List;

/**
 * A version of a post. What may be null is what the lake's table {@code posts} may have null.
 *
 * @param folded whether its text is stored folded
 * @param alt the description of its image; null if it has no image with one
 */
public record ModelPost(
        String did,
        String rkey,
        String rev,
        String text,
        boolean folded,
        Instant sortAt,
        Instant indexedAt,
        List<String> langs,
        String rootUri,
        String parentUri,
        String quoteUri,
        int images,
        boolean video,
        String alt,
        List<String> links,
        List<String> hashtags,
        List<String> mentions,
        List<String> labels) {
    /** Its {@code at://} URI. */
    public String uri() {
        return "at://" + did + "/app.bsky.feed.post/" + rkey;
    }

    /** The same post with another text, written and seen later. */
    ModelPost edited(String newRev, String newText, Instant at) {
        return new ModelPost(
                did, rkey, newRev, newText, true, at, at.plusSeconds(1), langs, rootUri, parentUri, quoteUri, images,
                video, alt, links, hashtags, mentions, labels);
    }

    /** What is compared of its text; null if it has none. */
    String compared() {
        if (text == null) {
            return null;
        }
        return folded ? Folding.of(text) : Folding.lowered(text);
    }

    /** Adds it to the next batch of a lake. */
    void add(SampleLake lake) {
        lake.execute(
                """
                INSERT INTO posts VALUES (?, ?, ?, 'bafy', ?, 'create', ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?,
                    ?)""",
                uri(), did, rkey, rev, text, sortAt, indexedAt, sortAt, langs, rootUri, parentUri, quoteUri, images, video,
                links, hashtags, mentions, labels, raw(), folded && text != null ? Folding.of(text) : null);
    }

    /** The record: a description is in it, and what only looks like one is in the text. */
    private String raw() {
        String said = "{\"text\":\"no \\\"alt\\\":\\\"at all\\\"\",\"embed\":{\"images\":[{\"alt\" : \"";
        return alt == null ? "{\"text\":\"the \\\"alt\\\":\\\"x\\\"\"}" : said + alt + "\"}]}}";
    }
}
