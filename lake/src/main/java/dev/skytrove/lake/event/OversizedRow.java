package dev.skytrove.lake.event;

/** The row of an event that is larger than {@link EventHeader#LARGEST}, of whatever kind: its address, and all of it. */
final class OversizedRow {
    private OversizedRow() {}

    static void fill(RowBuilder row, Event event) {
        row.textOrNull("author_did", event.did())
                .text("kind", event.kind())
                .value("size", (long) event.size());
        if (event.kind().equals("commit")) {
            commit(row, event);
        } else {
            row.text("operation", event.kind()).text("raw_data", event.raw());
        }
    }

    private static void commit(RowBuilder row, Event event) {
        boolean bringsRecord = Routing.bringsRecord(event.header().operation());
        row.text("uri", event.uri())
                .text("collection", event.collection())
                .text("rkey", event.rkey())
                .textOrNull("cid", event.cid())
                .text("rev", event.rev())
                .text("operation", event.header().operation())
                .text("raw_data", bringsRecord ? event.rawRecord() : event.raw());
    }
}
