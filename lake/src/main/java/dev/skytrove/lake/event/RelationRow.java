package dev.skytrove.lake.event;

/** The row of an {@code app.bsky.graph.follow} or {@code app.bsky.graph.block}. */
final class RelationRow {
    private RelationRow() {}

    /**
     * @param fromColumn the column of the account that follows or blocks
     * @param toColumn the column of the account that is followed or blocked
     */
    static void fill(RowBuilder row, Event event, String fromColumn, String toColumn) {
        JsonObject relation = event.record();
        row.text("uri", event.uri())
                .text(fromColumn, event.did())
                .text(toColumn, relation, "subject")
                .text("rkey", event.rkey())
                .text("rev", event.rev())
                .time("created_at", relation.instant("createdAt"));
    }
}
