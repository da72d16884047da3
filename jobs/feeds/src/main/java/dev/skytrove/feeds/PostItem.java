package dev.skytrove.feeds;

import dev.skytrove.query.posts.PostResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A line that is a post: the names and forms of a search result. */
final class PostItem {
    private PostItem() {}

    /** The line of a post. */
    static Map<String, Object> of(PostResult post) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("uri", post.uri());
        line.put("url", post.url());
        line.put("author_did", post.authorDid());
        line.put("handle", post.handle());
        line.put("text", post.text());
        line.put("created_at", time(post.createdAt()));
        line.put("indexed_at", time(post.indexedAt()));
        line.put("sort_at", time(post.sortAt()));
        line.put("langs", post.langs());
        line.put("reply_root_uri", post.replyRootUri());
        line.put("reply_parent_uri", post.replyParentUri());
        line.put("quote_uri", post.quoteUri());
        line.put("embed_type", post.embedType());
        line.put("image_count", post.imageCount());
        line.put("has_video", post.hasVideo());
        line.put("link_uris", post.linkUris());
        line.put("hashtags", post.hashtags());
        line.put("mention_dids", post.mentionDids());
        line.put("self_labels", post.selfLabels());
        return line;
    }

    private static String time(Instant time) {
        return time == null
                ? null
                : DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(time);
    }
}
