package dev.skytrove.buffer;

import dev.skytrove.lake.Table;
import java.util.EnumMap;
import java.util.Map;

/**
 * A queue of the buffer: events that wait to become rows of one table of the lake.
 *
 * <p>There is one for each of {@link dev.skytrove.lake.event.EventTables#ALL}, and none for any other table. The order is
 * that of the tables: the order in which a flush puts its files (I4).
 */
public enum Queue {
    DELETES(Table.DELETES),
    ACCOUNTS(Table.ACCOUNTS),
    OVERSIZED(Table.OVERSIZED),
    LIKES(Table.LIKES),
    REPOSTS(Table.REPOSTS),
    FOLLOWS(Table.FOLLOWS),
    BLOCKS(Table.BLOCKS),
    PROFILES(Table.PROFILES),
    OTHERS(Table.OTHERS),
    POSTS(Table.POSTS);

    private static final Map<Table, Queue> BY_TABLE = byTable();

    private final Table table;

    Queue(Table table) {
        this.table = table;
    }

    /** The table whose rows its events become. */
    public Table table() {
        return table;
    }

    /** Its name in keys, metrics and summaries: that of its table. */
    public String label() {
        return table.label();
    }

    /**
     * The queue of the events that become rows of a table.
     *
     * @throws IllegalArgumentException if no event does
     */
    public static Queue of(Table table) {
        Queue queue = BY_TABLE.get(table);
        if (queue == null) {
            throw new IllegalArgumentException("no event becomes a row of " + table.label() + ": it has no queue");
        }
        return queue;
    }

    /**
     * The queue with this name.
     *
     * @throws IllegalArgumentException if no queue has it
     */
    public static Queue ofLabel(String label) {
        for (Queue queue : values()) {
            if (queue.label().equals(label)) {
                return queue;
            }
        }
        throw new IllegalArgumentException("no queue is named '" + label + "'");
    }

    private static Map<Table, Queue> byTable() {
        Map<Table, Queue> queues = new EnumMap<>(Table.class);
        for (Queue queue : values()) {
            queues.put(queue.table, queue);
        }
        return queues;
    }
}
