package dev.skytrove.flush;

import dev.skytrove.lake.text.PathSegment;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.GenericRecord;

/** A line of a feed: a post, with the names and forms that a search result has. Times are ISO 8601 in UTC. */
@Serdeable(naming = SnakeCaseStrategy.class)
record FeedPost(
        String uri,
        String url,
        String authorDid,
        String text,
        String createdAt,
        String indexedAt,
        String sortAt,
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
        List<String> selfLabels) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The line for a row of the table posts. */
    static FeedPost of(GenericRecord row) {
        return new FeedPost(
                text(row, "uri"),
                "https://bsky.app/profile/" + PathSegment.encode(text(row, "author_did")) + "/post/"
                        + PathSegment.encode(text(row, "rkey")),
                text(row, "author_did"),
                text(row, "text"),
                time(row, "created_at"),
                time(row, "indexed_at"),
                time(row, "sort_at"),
                texts(row, "langs"),
                text(row, "reply_root_uri"),
                text(row, "reply_parent_uri"),
                text(row, "quote_uri"),
                text(row, "embed_type"),
                (Integer) row.get("image_count"),
                (Boolean) row.get("has_video"),
                texts(row, "link_uris"),
                texts(row, "hashtags"),
                texts(row, "mention_dids"),
                texts(row, "self_labels"));
    }

    private static String text(GenericRecord row, String column) {
        return (String) row.get(column);
    }

    private static List<String> texts(GenericRecord row, String column) {
        return ((List<?>) row.get(column)).stream().map(String.class::cast).toList();
    }

    private static String time(GenericRecord row, String column) {
        Object micros = row.get(column);
        return micros == null ? null : TIME.format(Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS));
    }
}
