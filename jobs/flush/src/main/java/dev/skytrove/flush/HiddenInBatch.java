package dev.skytrove.flush;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/** What a batch itself says about who is not to be seen: the rule of searches, applied to one batch (I4). */
final class HiddenInBatch {
    private static final Set<String> GONE = Set.of("deleted", "takendown", "suspended", "deactivated");

    /** The highest revision at which a record was deleted, by its URI. */
    private final Map<String, String> deleted = new HashMap<>();

    private final Map<String, Long> statusSeq = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    /** Takes a row of the table deletes, or of oversized: what is too large to be shown hides what was before it. */
    void delete(GenericRecord row) {
        if ("app.bsky.feed.post".equals(row.get("collection"))) {
            deleted.merge((String) row.get("uri"), (String) row.get("rev"), HiddenInBatch::later);
        }
    }

    /** Takes a row of the table accounts; the one with the highest sequence number counts. */
    void account(GenericRecord row) {
        String did = (String) row.get("did");
        Long seq = (Long) row.get("seq");
        if (!row.get("kind").equals("account") || statusSeq.getOrDefault(did, Long.MIN_VALUE) > seq) {
            return;
        }
        statusSeq.put(did, seq);
        String status = (String) row.get("status");
        if (!Boolean.TRUE.equals(row.get("active")) && status != null && GONE.contains(status)) {
            gone.add(did);
        } else {
            gone.remove(did);
        }
    }

    /** Whether a row of the table posts is not to be seen. */
    boolean hides(GenericRecord post) {
        String deletedAt = deleted.get((String) post.get("uri"));
        boolean isDeleted = deletedAt != null && deletedAt.compareTo((String) post.get("rev")) >= 0;
        return isDeleted || gone.contains((String) post.get("author_did"));
    }

    private static String later(String rev, String other) {
        return rev.compareTo(other) >= 0 ? rev : other;
    }
}
