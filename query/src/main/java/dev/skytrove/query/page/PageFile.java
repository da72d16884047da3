package dev.skytrove.query.page;

import dev.skytrove.lake.parquet.JoinedFile;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.Portion;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.posts.Matches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the posts of an export as a Parquet file, in their order. It is never much larger than their temporary table, which
 * the limit of DuckDB's scratch directory bounds.
 */
final class PageFile {
    /** Each column that a file may have, and the SQL of it over the table {@code page}. */
    private static final Map<String, String> COLUMNS = columns();

    /** Each thread holds one in memory while it is filled. */
    private static final int ROW_GROUP = 8192;

    /** The most of one where some may be large. */
    private static final int FEWER = 2048;

    private final Session session;
    private final MemoryMode mode;
    private final Optional<PageFeatures> features;

    /** @param features of the posts; empty unless asked for */
    PageFile(Session session, MemoryMode mode, Optional<PageFeatures> features) {
        this.session = session;
        this.mode = mode;
        this.features = features;
    }

    /**
     * Writes the first posts.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    Path write(List<String> columns, int posts) {
        Path file = session.newFile("parquet");
        try {
            if (mode == MemoryMode.CAREFUL || !isCopied(columns, "rowid < " + posts, file)) {
                join(columns, posts, file);
            }
            return file;
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** DuckDB counts the rows of a row group, whatever they weigh: where some may be large, each is a file of its own first. */
    private void join(List<String> columns, int posts, Path file) {
        Portion portion = new Portion(SortedPosts.FEW, FEWER);
        try (JoinedFile joined = JoinedFile.create(file)) {
            int written = 0;
            do {
                int end = Math.min(written + portion.size(), posts);
                if (isAppended(columns, written, end, joined)) {
                    portion.succeeded();
                    written = end;
                } else if (!portion.isReduced()) {
                    throw new QueryStoppedException(Reason.OUT_OF_MEMORY, null);
                }
            } while (written < posts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds some posts; false if memory does not suffice for so many. */
    private boolean isAppended(List<String> columns, int start, int end, JoinedFile joined) throws IOException {
        Path part = session.newFile("parquet");
        // Of a row that is named by a constant, DuckDB reads no more than that.
        String rows = end == start + 1 ? "rowid = " + start : "rowid >= " + start + " AND rowid < " + end;
        try {
            if (!isCopied(columns, rows, part)) {
                return false;
            }
            joined.append(part);
            return true;
        } finally {
            delete(part);
        }
    }

    /** Writes some rows into a file; false if memory does not suffice for so many, and then there is no file. */
    private boolean isCopied(List<String> columns, String rows, Path file) {
        try {
            copy(columns, rows, file);
            return true;
        } catch (QueryStoppedException e) {
            if (e.reason() != Reason.OUT_OF_MEMORY) {
                throw e;
            }
            delete(file);
            return false;
        }
    }

    // No ORDER BY: the table is in their order, which reading keeps.
    private void copy(List<String> columns, String rows, Path file) {
        session.update("COPY (SELECT " + select(columns) + " FROM page WHERE " + rows + ") TO "
                + DuckDb.quoted(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ")");
    }

    private String select(List<String> columns) {
        return columns.stream().map(this::select).collect(Collectors.joining(", "));
    }

    private String select(String column) {
        String sql = column.equals("features")
                ? features.map(PageFeatures::struct).orElse(null)
                : COLUMNS.get(column);
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
