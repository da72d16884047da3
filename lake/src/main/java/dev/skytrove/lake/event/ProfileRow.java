package dev.skytrove.lake.event;

/** The row of an {@code app.bsky.actor.profile}. */
final class ProfileRow {
    private ProfileRow() {}

    static void fill(RowBuilder row, Event event) {
        JsonObject profile = event.record();
        row.text("did", event.did())
                .text("display_name", profile, "displayName")
                .text("description", profile, "description")
                .text("rev", event.rev())
                .time("created_at", profile.instant("createdAt"))
                .text("raw_data", event.rawRecordWithout("description"));
    }
}
