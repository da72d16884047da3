package dev.skytrove.query.page;

import dev.skytrove.lake.parquet.JoinedFile;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.Portion;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.posts.PostField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the posts of an export as a Parquet file, in their order. It is never much larger than their temporary table, which
 * the limit of DuckDB's scratch directory bounds.
 */
final class PageFile {
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
     * @throws IllegalArgumentException if features are among the columns, and were not asked for
     */
    Path write(List<PostField> columns, int posts) {
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
    private void join(List<PostField> columns, int posts, Path file) {
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
    private boolean isAppended(List<PostField> columns, int start, int end, JoinedFile joined) throws IOException {
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
    private boolean isCopied(List<PostField> columns, String rows, Path file) {
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
    private void copy(List<PostField> columns, String rows, Path file) {
        session.update("COPY (SELECT " + select(columns) + " FROM page WHERE " + rows + ") TO "
                + DuckDb.quoted(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ")");
    }

    private String select(List<PostField> columns) {
        return columns.stream().map(column -> sql(column) + " AS " + column.label()).collect(Collectors.joining(", "));
    }

    /** SQL of a field over the table {@code page}. */
    private String sql(PostField column) {
        return switch (column) {
            // As PostRows has it.
            case URL -> "'https://bsky.app/profile/' || " + segment("author_did") + " || '/post/' || " + segment("rkey");
            case FEATURES -> features.map(PageFeatures::struct)
                    .orElseThrow(() -> new IllegalArgumentException("features were not asked for"));
            default -> neverNull(column);
        };
    }

    private static String neverNull(PostField column) {
        String none = column.type().none();
        return column.isNullable() || none.isEmpty() ? column.label() : "coalesce(" + column.label() + ", " + none + ")";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String segment(String column) {
        return "replace(url_encode(" + column + "), '%3A', ':')";
    }
}
