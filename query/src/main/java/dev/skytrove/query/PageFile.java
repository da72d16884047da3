package dev.skytrove.query;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the posts of an export as a Parquet file, in their order. It is never much larger than their temporary table, which
 * the limit of DuckDB's scratch directory bounds.
 */
final class PageFile {
    /** Each column that a file may have, and the SQL of it over the table {@code page}. */
    private static final Map<String, String> COLUMNS = columns();

    private final Session session;
    private final Thrift thrift;

    PageFile(Session session, Thrift thrift) {
        this.session = session;
        this.thrift = thrift;
    }

    /**
     * Writes the first posts.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    Path write(List<String> columns, int posts) {
        Path file = session.newFile("parquet");
        try {
            // No ORDER BY: the table is in their order, which reading keeps.
            session.update("COPY (SELECT " + select(columns) + " FROM page WHERE rowid < " + posts + ") TO "
                    + DuckDb.quoted(file.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + rowGroup() + ")");
            return file;
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** Each thread holds one in memory while it is filled. */
    private int rowGroup() {
        return switch (thrift) {
            case USUAL -> 8192;
            case CAREFUL -> 2048;
        };
    }

    private static String select(List<String> columns) {
        return columns.stream().map(PageFile::select).collect(Collectors.joining(", "));
    }

    private static String select(String column) {
        String sql = COLUMNS.get(column);
        if (sql == null) {
            throw new IllegalArgumentException("no column of posts: " + column);
        }
        return sql + " AS " + column;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String column : Matches.COLUMNS.split(",", -1)) {
            columns.put(column.strip(), column.strip());
        }
        // As PostResult.url has it.
        columns.put("url", "'https://bsky.app/profile/' || " + segment("author_did") + " || '/post/' || " + segment("rkey"));
        columns.put("handle", "handle");
        for (String list : List.of("langs", "link_uris", "hashtags", "mention_dids", "self_labels")) {
            columns.put(list, "coalesce(" + list + ", [])");
        }
        columns.put("image_count", "coalesce(image_count, 0)");
        columns.put("has_video", "coalesce(has_video, false)");
        return columns;
    }

    private static String segment(String column) {
        return "replace(url_encode(" + column + "), '%3A', ':')";
    }
}
