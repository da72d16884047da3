package dev.skytrove.lake.event;

/** The row of a delete of any collection. */
final class DeleteRow {
    private DeleteRow() {}

    static void fill(RowBuilder row, Event event) {
        row.text("uri", event.uri())
                .text("author_did", event.did())
                .text("collection", event.collection())
                .text("rkey", event.rkey())
                .text("rev", event.rev());
    }
}
