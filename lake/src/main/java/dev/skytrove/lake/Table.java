package dev.skytrove.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table of the lake. {@code buffer} has a queue for each that {@link #ofEvents events} feed, and nothing for the others.
 *
 * <p>The order is the order in which a flush puts its files: what hides a post ({@link #DELETES}, {@link
 * #ACCOUNTS}, {@link #OVERSIZED}) comes first and {@link #POSTS} last, so a reader that lists posts first never sees a post without the delete that
 * was flushed with it (I4). A table that no events feed is one more line here and one in {@link
 * dev.skytrove.lake.schema.TableSchemas}.
 */
public enum Table {
    DELETES(Role.EVENTS_THAT_HIDE),
    ACCOUNTS(Role.EVENTS_THAT_HIDE),
    OVERSIZED(Role.EVENTS_THAT_HIDE),
    LIKES(Role.EVENTS),
    REPOSTS(Role.EVENTS),
    FOLLOWS(Role.EVENTS),
    BLOCKS(Role.EVENTS),
    PROFILES(Role.EVENTS),
    OTHERS(Role.EVENTS),
    /** What researchers say of posts. */
    FEATURES(Role.NO_EVENTS),
    POSTS(Role.EVENTS);

    /** What rows are. */
    private enum Role {
        /** Events, which come from a queue of the buffer. */
        EVENTS,
        /** Such events that take back what posts show. */
        EVENTS_THAT_HIDE,
        /** Of another origin. */
        NO_EVENTS
    }

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Role role;

    Table(Role role) {
        this.role = role;
    }

    /** The table's name in object names, names of queues and summaries, for example {@code posts}. */
    public String label() {
        return label;
    }

    /** Whether its rows take back what posts show: without one of its files, posts would be seen that nobody may see. */
    public boolean hidesPosts() {
        return role == Role.EVENTS_THAT_HIDE;
    }

    /** The tables of events, in the same order: each has a queue in the buffer, and rows in a flush. */
    public static List<Table> ofEvents() {
        return Arrays.stream(values()).filter(table -> table.role != Role.NO_EVENTS).toList();
    }

    /**
     * The table with this name.
     *
     * @throws IllegalArgumentException if no table has it
     */
    public static Table ofLabel(String label) {
        for (Table table : values()) {
            if (table.label.equals(label)) {
                return table;
            }
        }
        throw new IllegalArgumentException("no table is named '" + label + "'");
    }
}
