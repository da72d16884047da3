package dev.skytrove.query.dead;

/**
 * Which posts may never be seen again, whatever is said of their account: the one statement of it in SQL. Conditions of a
 * join of the posts {@code m} with what may hide them.
 *
 * <p>Author and key say what the URI says. Keys grow with time, so their bounds in a file's statistics rule out nearly all
 * of it; the bounds of URIs, which begin with the author, would not.
 */
public final class HidingRules {
    /** The posts {@code m} that a row {@code d} of the table deletes hides. */
    public static final String BY_DELETE = "d.rkey = m.rkey AND d.author_did = m.author_did"
            + " AND d.rev >= m.rev AND d.collection = 'app.bsky.feed.post'";

    /**
     * The posts {@code m} that a row {@code o} of the table oversized hides. What is too large to be shown hides what it
     * changed: an older version is not what its author says now.
     */
    public static final String BY_OVERSIZED = "o.rkey = m.rkey AND o.author_did = m.author_did"
            + " AND o.rev > m.rev AND o.collection = 'app.bsky.feed.post'";

    /** The posts {@code m} that a later version {@code p} of the same post hides; of two copies, the one indexed earlier. */
    public static final String BY_VERSION = "p.rkey = m.rkey AND p.author_did = m.author_did"
            + " AND (p.rev > m.rev OR (p.rev = m.rev AND p.indexed_at > m.indexed_at))";

    private HidingRules() {}

    /**
     * To stand behind one of the others: not by a row that was seen before a time, the parameter. A month's digest has rows of
     * hours that are not looked at otherwise, and whether it is there must not matter.
     */
    public static String late(String row) {
        return " AND " + row + ".indexed_at >= ?";
    }
}
