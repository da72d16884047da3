package dev.skytrove.export;

import dev.skytrove.functions.Times;
import dev.skytrove.query.PostResult;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The records of an export. */
final class PostCsv {
    private static final List<Column> COLUMNS = List.of(
            new Column("uri", PostResult::uri),
            new Column("url", PostResult::url),
            new Column("author_did", PostResult::authorDid),
            new Column("handle", PostResult::handle),
            new Column("text", PostResult::text),
            new Column("created_at", PostResult::createdAt),
            new Column("indexed_at", PostResult::indexedAt),
            new Column("sort_at", PostResult::sortAt),
            new Column("langs", PostResult::langs),
            new Column("reply_root_uri", PostResult::replyRootUri),
            new Column("reply_parent_uri", PostResult::replyParentUri),
            new Column("quote_uri", PostResult::quoteUri),
            new Column("embed_type", PostResult::embedType),
            new Column("image_count", PostResult::imageCount),
            new Column("has_video", PostResult::hasVideo),
            new Column("link_uris", PostResult::linkUris),
            new Column("hashtags", PostResult::hashtags),
            new Column("mention_dids", PostResult::mentionDids),
            new Column("self_labels", PostResult::selfLabels),
            new Column("operation", PostResult::operation),
            new Column("cid", PostResult::cid),
            new Column("rev", PostResult::rev));

    private PostCsv() {}

    private record Column(String name, Function<PostResult, Object> value) {}

    /** The first record: the columns' names. */
    static String header() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(",", "", Cell.END_OF_RECORD));
    }

    /** Appends a post's record, line break included. */
    static void append(StringBuilder target, PostResult post) {
        String separator = "";
        for (Column column : COLUMNS) {
            target.append(separator);
            Cell.append(target, text(column.value.apply(post)));
            separator = ",";
        }
        target.append(Cell.END_OF_RECORD);
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> Times.format(time);
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("|"));
            default -> value.toString();
        };
    }
}
