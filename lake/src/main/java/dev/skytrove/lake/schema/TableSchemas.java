package dev.skytrove.lake.schema;

import dev.skytrove.lake.Table;
import java.util.List;
import org.apache.avro.Schema;

/** What columns each table has: the one list that writers and readers go by. */
public final class TableSchemas {
    /** What the names of all schemas begin with, and then a full stop. */
    public static final String NAMESPACE = "skytrove";

    /**
     * Which columns there are: raised whenever one is added. Files say it, from version 1 on, which had {@code text_folded}.
     * The golden schemas have a folder of each.
     */
    public static final int VERSION = 1;

    private TableSchemas() {}

    /** An Avro schema of a table's rows, from which the Parquet schema follows. Built at every call: keep it. */
    public static Schema of(Table table) {
        return declared(table).schema(table.label());
    }

    /**
     * The same of a file of {@link Table#FEATURES}, whose columns differ from file to file.
     *
     * @param names of the features, each once
     */
    public static Schema ofFeatures(List<String> names) {
        return features().nullableDouble(names).schema(Table.FEATURES.label());
    }

    /** What the root of a table's Parquet schema is named. */
    public static String name(Table table) {
        return NAMESPACE + "." + table.label();
    }

    /** The columns of a table, in order. */
    public static List<Column> columns(Table table) {
        return declared(table).list();
    }

    private static Columns declared(Table table) {
        return switch (table) {
            case POSTS -> posts();
            case LIKES, REPOSTS -> new Columns()
                    .text("uri", "author_did", "rkey", "rev")
                    .nullableText("subject_uri", "via_uri")
                    .nullableTime("created_at")
                    .time("indexed_at");
            case FOLLOWS -> graph("follower_did", "following_did");
            case BLOCKS -> graph("blocker_did", "blocked_did");
            case PROFILES -> new Columns()
                    .text("did")
                    .nullableText("display_name", "description")
                    .text("rev")
                    .nullableTime("created_at")
                    .time("indexed_at")
                    .text("raw_data");
            case ACCOUNTS -> new Columns()
                    .text("did", "kind")
                    .nullableText("handle")
                    .nullableFlag("active")
                    .nullableText("status")
                    .bigint("seq")
                    .nullableTime("event_at")
                    .time("indexed_at");
            case DELETES -> new Columns()
                    .text("uri", "author_did", "collection", "rkey", "rev")
                    .time("indexed_at");
            case OTHERS -> others();
            case FEATURES -> features();
            case OVERSIZED -> oversized();
        };
    }

    private static Columns posts() {
        return new Columns()
                .text("uri", "author_did", "rkey")
                .nullableText("cid")
                .text("rev", "operation")
                .nullableText("text")
                .nullableTime("created_at")
                .time("indexed_at", "sort_at")
                .texts("langs")
                .nullableText("reply_root_uri", "reply_parent_uri", "quote_uri", "embed_type")
                .integer("image_count")
                .flag("has_video")
                .texts("link_uris", "hashtags", "mention_dids", "self_labels")
                .text("raw_data")
                .added()
                .nullableText("text_folded");
    }

    private static Columns graph(String subjectOf, String object) {
        return new Columns()
                .text("uri", subjectOf)
                .nullableText(object)
                .text("rkey", "rev")
                .nullableTime("created_at")
                .time("indexed_at");
    }

    /** Only a commit has an address, and an event of unknown kind need not even name an account. */
    private static Columns others() {
        return new Columns()
                .nullableText("uri", "author_did", "collection", "rkey", "cid", "rev")
                .text("operation")
                .nullableTime("created_at")
                .time("indexed_at")
                .text("raw_data");
    }

    /** What every file of features has; the features themselves follow. */
    private static Columns features() {
        return new Columns().text("uri", "author_did").time("sort_at");
    }

    private static Columns oversized() {
        return new Columns()
                .nullableText("uri", "author_did", "collection", "rkey", "cid", "rev")
                .text("operation", "kind")
                .time("indexed_at")
                .bigint("size")
                .text("raw_data");
    }
}
