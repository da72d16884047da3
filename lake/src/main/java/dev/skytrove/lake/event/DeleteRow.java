package dev.skytrove.lake.event;

/** The row of a delete of any collection. */
final class DeleteRow {
    private DeleteRow() {}

    static void fill(Row row, Event event) {
        EventHeader header = event.header();
        row.text("uri", event.uri())
                .text("author_did", header.did())
                .text("collection", header.collection())
                .text("rkey", header.rkey())
                .text("rev", header.rev());
    }
}
