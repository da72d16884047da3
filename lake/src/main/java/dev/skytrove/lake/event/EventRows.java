package dev.skytrove.lake.event;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Turns events into rows. Threads may share one. */
public final class EventRows {
    private final Map<Table, Schema> schemas = new EnumMap<>(Table.class);

    /** Builds the schema of every table once. */
    public EventRows() {
        for (Table table : EventTables.ALL) {
            schemas.put(table, TableSchemas.of(table));
        }
    }

    /**
     * The row of an event. Whatever {@link EventHeader#parse} takes has one: in a record, fields that are absent, of a
     * wrong type or not known are no error.
     *
     * @param json the frame as received; not modified, not kept
     * @param receivedAt when it was received: the time of an event that has none that can be, by {@link EventTime}
     * @throws MalformedEventException exactly where {@link EventHeader#parse} throws it
     */
    public EventRow parse(byte[] json, Instant receivedAt) throws MalformedEventException {
        Event event = Event.parse(json, receivedAt);
        return row(event, event.header().table());
    }

    /**
     * The row of an event in the table in whose queue it waited: that of its kind, which releases before this one used
     * whatever its size, or {@link Table#OVERSIZED} if it is.
     *
     * @param json the frame as received; not modified, not kept
     * @param receivedAt as for {@link #parse(byte[], Instant)}
     * @throws MalformedEventException exactly where {@link EventHeader#parse} throws it
     * @throws IllegalArgumentException if it has no row in that table
     */
    public EventRow parse(byte[] json, Table table, Instant receivedAt) throws MalformedEventException {
        Event event = Event.parse(json, receivedAt);
        Table own = event.tableOfKind();
        if (table != own && (table != Table.OVERSIZED || !EventHeader.isOversized(own, json.length))) {
            throw new IllegalArgumentException("it belongs to " + own.label());
        }
        return row(event, table);
    }

    private EventRow row(Event event, Table table) {
        RowBuilder row = new RowBuilder(schemas.get(table));
        fill(row, event, table);
        return new EventRow(table, hour(event), row.record());
    }

    private static HourKey hour(Event event) {
        return HourKey.of(Instant.EPOCH.plus(event.indexedAt(), ChronoUnit.MICROS));
    }

    private static void fill(RowBuilder row, Event event, Table table) {
        row.time("indexed_at", event.indexedAt());
        switch (table) {
            case POSTS -> PostRow.fill(row, event);
            case LIKES, REPOSTS -> ReactionRow.fill(row, event);
            case FOLLOWS -> RelationRow.fill(row, event, "follower_did", "following_did");
            case BLOCKS -> RelationRow.fill(row, event, "blocker_did", "blocked_did");
            case PROFILES -> ProfileRow.fill(row, event);
            case ACCOUNTS -> AccountRow.fill(row, event);
            case DELETES -> DeleteRow.fill(row, event);
            case OTHERS -> OtherRow.fill(row, event);
            case OVERSIZED -> OversizedRow.fill(row, event);
            default -> throw new IllegalArgumentException("no event is a row of " + table.label());
        }
    }
}
