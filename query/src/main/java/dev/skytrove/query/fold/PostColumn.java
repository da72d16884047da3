package dev.skytrove.query.fold;

/**
 * What a {@link PostFold} needs of posts.
 *
 * @param name of the column that it is in, in the table {@code matches}
 * @param type of that column in SQL, for example {@code VARCHAR[]}
 * @param select SQL over the columns of posts; nothing in it is what a stranger wrote
 */
public record PostColumn(String name, String type, String select) {
    /** A column of posts as it is. */
    public static PostColumn of(String name, String type) {
        return new PostColumn(name, type, name);
    }
}
