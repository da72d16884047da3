package dev.skytrove.lake.event;

/** The row of an {@code app.bsky.feed.like} or {@code app.bsky.feed.repost}. */
final class ReactionRow {
    private ReactionRow() {}

    static void fill(RowBuilder row, Event event) {
        JsonObject reaction = event.record();
        row.text("uri", event.uri())
                .text("author_did", event.did())
                .text("rkey", event.rkey())
                .text("rev", event.rev())
                .text("subject_uri", reaction.object("subject"), "uri")
                .text("via_uri", reaction.object("via"), "uri")
                .time("created_at", reaction.instant("createdAt"));
    }
}
