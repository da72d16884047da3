package dev.skytrove.query;

import dev.skytrove.query.criteria.Condition.Feature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Parts of SQL about columns of posts. */
public final class PostSql {
    /** The order of texts that SQL has. */
    static final Comparator<String> BY_BYTES = (one, other) -> Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private PostSql() {}

    /** Whether a post has a feature. */
    public static String has(Feature feature) {
        return switch (feature) {
            case IMAGE -> "image_count > 0";
            case VIDEO -> "has_video";
            case LINK -> "len(link_uris) > 0";
            case QUOTE -> "quote_uri IS NOT NULL";
            case REPLY -> "reply_parent_uri IS NOT NULL";
            case ALT -> "regexp_matches(raw_data, '(^|[^\\\\])\"alt\"\\s*:\\s*\"[^\"]')";
        };
    }

    /**
     * The host of a link in lower case, without a dot at its end; empty if the link has none.
     *
     * @param link SQL of the link
     */
    public static String host(String link) {
        return "rtrim(lower(regexp_extract(" + link + ", '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?([^/?#:]+)', 1)), '.')";
    }
}
