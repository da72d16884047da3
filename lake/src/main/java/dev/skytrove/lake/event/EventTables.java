package dev.skytrove.lake.event;

import dev.skytrove.lake.Table;
import java.util.List;

/** Which tables of the lake an event can be a row of. Rows of other tables are of another origin. */
public final class EventTables {
    /** Every table that {@link EventRows} makes rows of, in the order of {@link Table}. */
    public static final List<Table> ALL = List.of(
            Table.DELETES,
            Table.ACCOUNTS,
            Table.OVERSIZED,
            Table.LIKES,
            Table.REPOSTS,
            Table.FOLLOWS,
            Table.BLOCKS,
            Table.PROFILES,
            Table.OTHERS,
            Table.POSTS);

    private EventTables() {}
}
