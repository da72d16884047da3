package dev.skytrove.query.posts;

import dev.skytrove.lake.text.PathSegment;
import dev.skytrove.query.criteria.Position;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A post that was found: columns of the lake's {@code posts}, whose meaning {@code docs/formats.md} tells, and its
 * author's handle. Lists are empty rather than null; every other value but {@code uri}, {@code authorDid}, {@code rkey},
 * {@code rev}, {@code operation}, {@code indexedAt} and {@code sortAt} is null where the post has none.
 *
 * @param handle the author's newest handle that the lake knows of
 * @param features what features say of it, by name; null unless asked for, and where nothing is said
 */
public record PostResult(
        String uri,
        String authorDid,
        String handle,
        String rkey,
        String cid,
        String rev,
        String operation,
        String text,
        Instant createdAt,
        Instant indexedAt,
        Instant sortAt,
        List<String> langs,
        String replyRootUri,
        String replyParentUri,
        String quoteUri,
        String embedType,
        int imageCount,
        boolean hasVideo,
        List<String> linkUris,
        List<String> hashtags,
        List<String> mentionDids,
        List<String> selfLabels,
        SortedMap<String, Double> features) {
    /** Its place in the order of all posts. */
    public Position position() {
        return new Position(sortAt, uri);
    }

    /** The same with what features say of it. */
    public PostResult with(SortedMap<String, Double> said) {
        return new PostResult(
                uri,
                authorDid,
                handle,
                rkey,
                cid,
                rev,
                operation,
                text,
                createdAt,
                indexedAt,
                sortAt,
                langs,
                replyRootUri,
                replyParentUri,
                quoteUri,
                embedType,
                imageCount,
                hasVideo,
                linkUris,
                hashtags,
                mentionDids,
                selfLabels,
                said);
    }

    /** About how many bytes its texts take in an answer. */
    public long weight() {
        long weight = Stream.of(uri, url(), authorDid, handle, rkey, cid, rev, text, replyRootUri, replyParentUri, quoteUri)
                .mapToLong(JsonSize::of)
                .sum();
        for (List<String> list : List.of(langs, linkUris, hashtags, mentionDids, selfLabels)) {
            weight += list.stream().mapToLong(JsonSize::of).sum();
        }
        return weight;
    }

    /** The page that shows it to people. */
    public String url() {
        return "https://bsky.app/profile/" + PathSegment.encode(authorDid) + "/post/" + PathSegment.encode(rkey);
    }
}
