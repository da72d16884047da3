package dev.skytrove.query.fold;

import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.filter.PostSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of all posts that a condition finds, part by part, so that their number costs no memory: each part is
 * added to what the fold keeps, in Java or in temporary tables of the session, and then forgotten. The methods are called
 * by one thread. A query that runs out of memory begins again, with a new fold.
 *
 * @param <T> what it comes to
 */
public interface PostFold<T> {
    /** What it needs of each post beside {@code uri}, {@code author_did}, {@code sort_at} and {@code indexed_at}. */
    List<PostColumn> columns();

    /**
     * The features whose values it needs: they are in the column {@code "<name>"} of the table {@code feature_values}, by {@code
     * _uri} and {@code _hour}, when {@link #columns} are read: {@link PostSql#saidOf} looks one up.
     *
     * @return the names, each with the parameter that names it, for people
     */
    default Map<String, String> features() {
        return Map.of();
    }

    /**
     * Whether it leaves the rows of {@code matches} as they are, and needs no column of posts that was added later. They may
     * then be read from files when it asks for them.
     */
    default boolean onlyReads() {
        return false;
    }

    /**
     * What it is if it only counts posts by keys and by spans of whole hours, which may be known without reading them; empty if
     * it has to see them.
     */
    default Optional<KeyCounting> counting() {
        return Optional.empty();
    }

    /** Whether it needs {@code uri}, {@code author_did} or {@code indexed_at}, where they are not among its columns. */
    default boolean needsKeys() {
        return true;
    }

    /** Before the first part: makes the temporary tables that it needs. None is named {@code matches}. */
    default void begin(Session session) {}

    /**
     * Adds the posts in the temporary table {@code matches}: those to be seen of a part, each once, in no order, with the
     * columns named above. There may be some hundred thousand. It may change their rows, which nobody reads any more.
     */
    void add(Session session);

    /** After the last part, also if there was none. Drops its tables, if a further fold is to have the same names. */
    T end(Session session);
}
