package dev.skytrove.lake.parquet;

import dev.skytrove.lake.Table;
import java.util.List;

/** The columns by whose values rows are looked up all over the lake: row groups have Bloom filters of them. */
final class LookupColumns {
    private LookupColumns() {}

    /** Those of a table; all are texts. Posts are looked up by author, and by key for what hides them. */
    static List<String> of(Table table) {
        return switch (table) {
            case POSTS -> List.of("author_did", "rkey", "reply_parent_uri", "quote_uri");
            case DELETES, OVERSIZED -> List.of("rkey");
            case ACCOUNTS -> List.of("did");
            case LIKES, REPOSTS -> List.of("subject_uri");
            default -> List.of();
        };
    }
}
