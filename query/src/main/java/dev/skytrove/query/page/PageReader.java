package dev.skytrove.query.page;

import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.posts.PostRows;
import java.util.ArrayList;
import java.util.List;

/** Reads the first of the posts found: as many as are asked for, and as an answer may hold (I5). */
public final class PageReader {
    /** What the posts of an answer weigh together; it has one post more than fits. A thousand usual ones weigh a tenth. */
    static final long MOST = 8 << 20;

    private final Session session;
    private final MemoryMode mode;
    private final String usual;
    private final String careful;

    private PageReader(Session session, MemoryMode mode, String usual, String careful) {
        this.session = session;
        this.mode = mode;
        this.usual = usual;
        this.careful = careful;
    }

    /** Of the table {@code matches}, in the order of time. */
    public static PageReader byTime(Session session, MemoryMode mode, Order order) {
        String by = Matches.by(order);
        return new PageReader(
                session,
                mode,
                Accounts.POSTS_WITH_HANDLES + by + " LIMIT ?",
                Accounts.POSTS_WITH_HANDLES + " WHERE matches.rowid IN (SELECT rowid FROM matches" + by + " LIMIT ?)" + by);
    }

    /** Of the table that {@link RankedPosts} fills. */
    public static PageReader byRank(Session session, MemoryMode mode) {
        String posts = "SELECT * FROM " + RankedPosts.BEST;
        String by = RankedPosts.BY_RANK;
        return new PageReader(
                session,
                mode,
                posts + by + " LIMIT ?",
                posts + " WHERE rowid IN (SELECT rowid FROM " + RankedPosts.BEST + by + " LIMIT ?)" + by);
    }

    /**
     * Posts in order.
     *
     * @param posts at least one, if there is any
     * @param more whether there are more behind them
     */
    public record Page(List<PostResult> posts, boolean more) {}

    /** The first {@code limit} posts, or as many as an answer may hold. */
    public Page read(int limit) {
        if (mode == MemoryMode.USUAL) {
            return read(usual, limit);
        }
        for (int count = limit; ; count /= 2) {
            try {
                return read(careful, count);
            } catch (QueryStoppedException e) {
                if (e.reason() != Reason.OUT_OF_MEMORY || count == 1) {
                    throw e;
                }
            }
        }
    }

    // All rows lie in DuckDB's memory; no more of them come into ours than are shown.
    private Page read(String sql, int limit) {
        List<PostResult> posts = new ArrayList<>();
        long weight = 0;
        try (Rows<PostResult> rows = session.rows(sql, PostRows::read, limit + 1)) {
            while (rows.next()) {
                if (posts.size() == limit || weight >= MOST) {
                    return new Page(posts, true);
                }
                PostResult post = rows.row();
                posts.add(post);
                weight += post.weight();
            }
        }
        return new Page(posts, false);
    }
}
