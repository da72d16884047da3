package dev.skytrove.lake;

import java.util.Locale;

/**
 * A table of the lake.
 *
 * <p>The order is the order in which a writer of several tables puts its files: what hides a post ({@link #DELETES}, {@link
 * #ACCOUNTS}, {@link #OVERSIZED}) comes first and {@link #POSTS} last, so a reader that lists posts first never sees a post
 * without the delete that was put with it (I4). A further table is one more line here and one in {@link
 * dev.skytrove.lake.schema.TableSchemas}; if events become its rows, see {@link dev.skytrove.lake.event.EventTables}.
 */
public enum Table {
    DELETES(Rows.HIDE_POSTS),
    ACCOUNTS(Rows.HIDE_POSTS),
    OVERSIZED(Rows.HIDE_POSTS),
    LIKES(Rows.HIDE_NOTHING),
    REPOSTS(Rows.HIDE_NOTHING),
    FOLLOWS(Rows.HIDE_NOTHING),
    BLOCKS(Rows.HIDE_NOTHING),
    PROFILES(Rows.HIDE_NOTHING),
    OTHERS(Rows.HIDE_NOTHING),
    /** What researchers say of posts. */
    FEATURES(Rows.HIDE_NOTHING),
    POSTS(Rows.HIDE_NOTHING);

    /** What its rows do. */
    private enum Rows {
        HIDE_POSTS,
        HIDE_NOTHING
    }

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Rows rows;

    Table(Rows rows) {
        this.rows = rows;
    }

    /** The table's name in object names and summaries, for example {@code posts}. */
    public String label() {
        return label;
    }

    /** Whether its rows take back what posts show: without one of its files, posts would be seen that nobody may see. */
    public boolean hidesPosts() {
        return rows == Rows.HIDE_POSTS;
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
