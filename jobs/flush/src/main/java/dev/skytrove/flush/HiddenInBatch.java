package dev.skytrove.flush;

import dev.skytrove.lake.visibility.AccountStatement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.apache.avro.generic.GenericRecord;

/** What a batch itself says about who is not to be seen: the rule of searches, applied to one batch (I4). */
final class HiddenInBatch {
    /** The highest revision at which a record was deleted, by its URI. */
    private final Map<String, String> deleted = new HashMap<>();

    /** What counts of each account. */
    private final Map<String, AccountStatement> accounts = new HashMap<>();

    /** Takes a row of the table deletes, or of oversized: what is too large to be shown hides what was before it. */
    void delete(GenericRecord row) {
        if ("app.bsky.feed.post".equals(row.get("collection"))) {
            deleted.merge((String) row.get("uri"), (String) row.get("rev"), HiddenInBatch::later);
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
        String deletedAt = deleted.get((String) post.get("uri"));
        boolean isDeleted = deletedAt != null && deletedAt.compareTo((String) post.get("rev")) >= 0;
        AccountStatement author = accounts.get((String) post.get("author_did"));
        return isDeleted || (author != null && author.hides());
    }

    private static String later(String rev, String other) {
        return rev.compareTo(other) >= 0 ? rev : other;
    }
}
