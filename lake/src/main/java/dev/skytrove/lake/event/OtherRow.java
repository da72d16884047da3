package dev.skytrove.lake.event;

/** The row of what has no table of its own: records of other collections, unknown operations and unknown kinds. */
final class OtherRow {
    private OtherRow() {}

    static void fill(RowBuilder row, Event event) {
        row.textOrNull("author_did", event.did());
        if (event.kind().equals("commit")) {
            commit(row, event);
        } else {
            row.text("operation", event.kind()).text("raw_data", event.raw());
        }
    }

    private static void commit(RowBuilder row, Event event) {
        row.text("uri", event.uri())
                .text("collection", event.collection())
                .text("rkey", event.rkey())
                .textOrNull("cid", event.cid())
                .text("rev", event.rev())
                .text("operation", event.header().operation());
        if (Routing.bringsRecord(event.header().operation())) {
            JsonObject record = event.record();
            row.time("created_at", record.instant("createdAt")).text("raw_data", event.rawRecord());
        } else {
            row.text("raw_data", event.raw());
        }
    }
}
