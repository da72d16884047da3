package dev.skytrove.flush;

import dev.skytrove.lake.visibility.AccountStatement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.apache.avro.generic.GenericRecord;

/** What a batch itself says about who is not to be seen: the rule of searches, applied to one batch (I4). */
final class HiddenInBatch {
    private static final String POSTS = "app.bsky.feed.post";

    /** The highest revision at which a post was deleted, by its URI. */
    private final Map<String, String> deleted = new HashMap<>();

    /** The highest revision at which a post was too large to be shown. */
    private final Map<String, String> outgrown = new HashMap<>();

    /** What counts of each account. */
    private final Map<String, AccountStatement> accounts = new HashMap<>();

    /** Takes a row of the table deletes: it hides the versions up to its own revision. */
    void delete(GenericRecord row) {
        add(row, deleted);
    }

    /** Takes a row of the table oversized: what is too large to be shown hides the versions before it. */
    void outgrow(GenericRecord row) {
        add(row, outgrown);
    }

    private static void add(GenericRecord row, Map<String, String> revisions) {
        if (POSTS.equals(row.get("collection"))) {
            revisions.merge((String) row.get("uri"), (String) row.get("rev"), HiddenInBatch::later);
        }
    }

    /** Takes a row of the table accounts. */
    void account(GenericRecord row) {
        if (row.get("kind").equals("account")) {
            AccountStatement statement = AccountStatement.of(
                    (Boolean) row.get("active"),
                    (Long) row.get("event_at"),
                    (Long) row.get("indexed_at"),
                    (Long) row.get("seq"));
            accounts.merge((String) row.get("did"), statement, BinaryOperator.maxBy(Comparator.naturalOrder()));
        }
    }

    /** Whether a row of the table posts is not to be seen. */
    boolean hides(GenericRecord post) {
        String uri = (String) post.get("uri");
        String rev = (String) post.get("rev");
        String deletedAt = deleted.get(uri);
        String outgrownAt = outgrown.get(uri);
        AccountStatement author = accounts.get((String) post.get("author_did"));
        return (deletedAt != null && deletedAt.compareTo(rev) >= 0)
                || (outgrownAt != null && outgrownAt.compareTo(rev) > 0)
                || (author != null && author.hides());
    }

    private static String later(String rev, String other) {
        return rev.compareTo(other) >= 0 ? rev : other;
    }
}
