package dev.skytrove.lake.event;

import java.io.IOException;

/** The row of an {@code app.bsky.graph.follow} or {@code app.bsky.graph.block}. */
final class RelationRow {
    private RelationRow() {}

    /**
     * @param fromColumn the column of the account that follows or blocks
     * @param toColumn the column of the account that is followed or blocked
     */
    static void fill(Row row, Event event, String fromColumn, String toColumn) throws IOException {
        EventHeader header = event.header();
        JsonObject relation = event.record();
        row.text("uri", event.uri())
                .text(fromColumn, header.did())
                .text(toColumn, relation, "subject")
                .text("rkey", header.rkey())
                .text("rev", header.rev())
                .time("created_at", relation.instant("createdAt"));
    }
}
