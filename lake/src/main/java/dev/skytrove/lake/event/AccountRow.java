package dev.skytrove.lake.event;

/** The row of an identity event, which may tell a handle, or of an account event, which tells a status. */
final class AccountRow {
    private AccountRow() {}

    static void fill(Row row, Event event) {
        JsonObject account = event.account();
        row.text("did", event.did())
                .text("kind", event.kind())
                .text("handle", account, "handle")
                .text("status", account, "status")
                .value("seq", event.seq())
                .time("event_at", account.instant("time"));
        account.flag("active").ifPresent(active -> row.value("active", active));
    }
}
