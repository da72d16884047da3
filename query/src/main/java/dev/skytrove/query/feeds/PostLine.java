package dev.skytrove.query.feeds;

import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A line of a feed that is a post: with names and forms of a search result. */
public final class PostLine {
    /** What it shows, in its order: a choice, so that feeds stay as they are when answers show more. */
    static final List<PostField> FIELDS = List.of(
            PostField.URI,
            PostField.URL,
            PostField.AUTHOR_DID,
            PostField.HANDLE,
            PostField.TEXT,
            PostField.CREATED_AT,
            PostField.INDEXED_AT,
            PostField.SORT_AT,
            PostField.LANGS,
            PostField.REPLY_ROOT_URI,
            PostField.REPLY_PARENT_URI,
            PostField.QUOTE_URI,
            PostField.EMBED_TYPE,
            PostField.IMAGE_COUNT,
            PostField.HAS_VIDEO,
            PostField.LINK_URIS,
            PostField.HASHTAGS,
            PostField.MENTION_DIDS,
            PostField.SELF_LABELS);

    private PostLine() {}

    /** The line of a post. */
    public static Map<String, Object> of(PostResult post) {
        Map<String, Object> line = new LinkedHashMap<>();
        for (PostField field : FIELDS) {
            Object value = post.value(field);
            line.put(field.label(), value instanceof Instant time ? time(time) : value);
        }
        return line;
    }

    private static String time(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
