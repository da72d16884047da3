package dev.skytrove.query.filter;

import dev.skytrove.query.criteria.Condition.Feature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Parts of SQL about columns of posts. */
public final class PostSql {
    /** The order of texts that SQL has. */
    static final Comparator<String> BY_BYTES = (one, other) -> Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** The hour of the lake that a post lies in, as {@link dev.skytrove.lake.HourKey#number} counts. */
    private static final String HOUR = "epoch_us(indexed_at) // 3600000000";

    private PostSql() {}

    /**
     * What is said of a post's version by a feature, which is said in the hour of that version; null if nothing is.
     *
     * @param value SQL over columns of {@link FeatureReader#VALUES}
     */
    public static String said(String value) {
        return "(SELECT max(_value) FROM (SELECT _uri, _hour, " + value + " AS _value FROM " + FeatureReader.VALUES
                + ") WHERE _uri = uri AND _hour = " + HOUR + ")";
    }

    /**
     * The same of one feature.
     *
     * @throws IllegalArgumentException if no feature may have that name
     */
    public static String saidOf(String feature) {
        return said(FeatureReader.column(feature));
    }

    /**
     * Whether features of a post's version meet a condition.
     *
     * @param condition SQL over columns of {@link FeatureReader#VALUES}
     */
    public static String isSaid(String condition) {
        return "(uri, " + HOUR + ") IN (SELECT (_uri, _hour::BIGINT) FROM " + FeatureReader.VALUES + " WHERE " + condition
                + ")";
    }

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
