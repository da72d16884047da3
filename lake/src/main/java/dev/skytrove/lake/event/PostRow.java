package dev.skytrove.lake.event;

/** The row of an {@code app.bsky.feed.post}. */
final class PostRow {
    private PostRow() {}

    static void fill(RowBuilder row, Event event) {
        JsonObject post = event.record();
        row.text("uri", event.uri())
                .text("author_did", event.did())
                .text("rkey", event.rkey())
                .textOrNull("cid", event.cid())
                .text("rev", event.rev())
                .text("operation", event.header().operation())
                .text("raw_data", event.rawRecordWithout("text"));
        content(row, post, new Embed(post.object("embed")));
        times(row, post.instant("createdAt"), event.indexedAt());
    }

    private static void content(RowBuilder row, JsonObject post, Embed embed) {
        JsonObject reply = post.object("reply");
        PostLists lists = new PostLists(post, embed);
        row.text("text", post, "text")
                .folded("text_folded", post, "text")
                .texts("langs", post.texts("langs").toList())
                .text("reply_root_uri", reply.object("root"), "uri")
                .text("reply_parent_uri", reply.object("parent"), "uri")
                .text("quote_uri", embed.quoted(), "uri")
                .text("embed_type", embed.object(), "$type")
                .value("image_count", embed.imageCount())
                .value("has_video", embed.hasVideo())
                .texts("link_uris", lists.linkUris())
                .texts("hashtags", lists.hashtags())
                .texts("mention_dids", lists.mentionDids())
                .texts("self_labels", lists.selfLabels());
    }

    private static void times(RowBuilder row, long createdAt, long indexedAt) {
        row.time("created_at", createdAt).time("sort_at", SortAt.micros(createdAt, indexedAt));
    }
}
