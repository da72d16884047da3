package dev.skytrove.testing.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of the lake's tables and their types as DuckDB names them, copied from {@code docs/formats.md}. */
final class TableColumns {
    private static final String TEXT = "VARCHAR";
    private static final String TEXTS = "VARCHAR[]";
    private static final String TIME = "TIMESTAMP WITH TIME ZONE";

    private static final String POSTS = "uri, author_did, rkey, cid, rev, operation, text, created_at, indexed_at, "
            + "sort_at, langs[], reply_root_uri, reply_parent_uri, quote_uri, embed_type, image_count, has_video, "
            + "link_uris[], hashtags[], mention_dids[], self_labels[], raw_data, text_folded";
    private static final String REACTIONS = "uri, author_did, rkey, rev, subject_uri, via_uri, created_at, indexed_at";
    private static final Map<String, String> TABLES = tables();

    private TableColumns() {}

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("posts", POSTS);
        tables.put("likes", REACTIONS);
        tables.put("reposts", REACTIONS);
        tables.put("follows", "uri, follower_did, following_did, rkey, rev, created_at, indexed_at");
        tables.put("blocks", "uri, blocker_did, blocked_did, rkey, rev, created_at, indexed_at");
        tables.put("profiles", "did, display_name, description, rev, created_at, indexed_at, raw_data");
        tables.put("accounts", "did, kind, handle, active, status, seq, event_at, indexed_at");
        tables.put("deletes", "uri, author_did, collection, rkey, rev, indexed_at");
        tables.put(
                "others", "uri, author_did, collection, rkey, cid, rev, operation, created_at, indexed_at, raw_data");
        tables.put(
                "oversized",
                "uri, author_did, collection, rkey, cid, rev, operation, kind, indexed_at, size, raw_data");
        return tables;
    }

    /** All tables, in the order of the document. */
    static List<String> names() {
        return List.copyOf(TABLES.keySet());
    }

    /** A table's columns in their order, each with its type. */
    static Map<String, String> of(String table) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String column : TABLES.get(table).split(", ", -1)) {
            types.put(column.replace("[]", ""), type(column));
        }
        return types;
    }

    /** A table's columns in their order. */
    static List<String> columns(String table) {
        return new ArrayList<>(of(table).keySet());
    }

    private static String type(String column) {
        return switch (column) {
            case "image_count" -> "INTEGER";
            case "has_video", "active" -> "BOOLEAN";
            case "seq", "size" -> "BIGINT";
            default -> column.endsWith("_at") ? TIME : column.endsWith("[]") ? TEXTS : TEXT;
        };
    }
}
