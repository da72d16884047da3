package dev.skytrove.testing.model;

import java.time.Instant;

/**
 * What a search asks for.
 *
 * @param text words or a phrase; empty for any text
 * @param exact whether {@code text} is one phrase
 * @param username a DID or a handle; empty for everybody
 * @param start the first {@code sort_at} that is asked for
 * @param end the first {@code sort_at} that is not asked for any more
 */
public record SearchRequest(String text, boolean exact, String username, Instant start, Instant end) {
    /** Asks for all posts. */
    public static final SearchRequest ALL = new SearchRequest("", false, "", Instant.MIN, Instant.MAX);

    /** The same with these words. */
    public SearchRequest words(String words) {
        return new SearchRequest(words, false, username, start, end);
    }

    /** The same with this phrase. */
    public SearchRequest phrase(String phrase) {
        return new SearchRequest(phrase, true, username, start, end);
    }

    /** The same for one account. */
    public SearchRequest by(String someone) {
        return new SearchRequest(text, exact, someone, start, end);
    }

    /** The same for a range of time. */
    public SearchRequest between(Instant from, Instant until) {
        return new SearchRequest(text, exact, username, from, until);
    }
}
