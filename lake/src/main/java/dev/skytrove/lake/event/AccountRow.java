package dev.skytrove.lake.event;

/** The row of an identity event, which may tell a handle, or of an account event, which tells a status. */
final class AccountRow {
    private static final int LONGEST_NAME = EventHeader.LARGEST_OF_ACCOUNT;

    private AccountRow() {}

    static void fill(RowBuilder row, Event event) {
        JsonObject account = event.account();
        row.text("did", event.did())
                .text("kind", event.kind())
                .value("seq", event.seq())
                .time("event_at", account.instant("time"));
        name(row, "handle", account);
        name(row, "status", account);
        account.flag("active").ifPresent(active -> row.value("active", active));
    }

    /** One that is longer than any name of the network is none; an event with such a one is kept as oversized, too. */
    private static void name(RowBuilder row, String name, JsonObject account) {
        account.text(name).filter(text -> text.length() <= LONGEST_NAME).ifPresent(text -> row.text(name, text));
    }
}
