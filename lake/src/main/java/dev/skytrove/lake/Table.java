package dev.skytrove.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table of the lake, and the Redis Stream that feeds it, if {@link #ofEvents events} do.
 *
 * <p>The order is the order in which a flush puts its files: what hides a post ({@link #DELETES}, {@link
 * #ACCOUNTS}, {@link #OVERSIZED}) comes first and {@link #POSTS} last, so a reader that lists posts first never sees a post without the delete that
 * was flushed with it (I4).
 */
public enum Table {
    DELETES,
    ACCOUNTS,
    OVERSIZED,
    LIKES,
    REPOSTS,
    FOLLOWS,
    BLOCKS,
    PROFILES,
    OTHERS,
    /** What researchers say of posts: no events, so no stream feeds it. */
    FEATURES,
    POSTS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The table's name in object names, Redis keys and summaries, for example {@code posts}. */
    public String label() {
        return label;
    }

    /** The tables of events, in the same order: each has a stream in Redis, and rows in a flush. */
    public static List<Table> ofEvents() {
        return Arrays.stream(values()).filter(table -> table != FEATURES).toList();
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
