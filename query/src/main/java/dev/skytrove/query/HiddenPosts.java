package dev.skytrove.query;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import java.time.Instant;
import java.util.List;

/**
 * Takes out of the matches what nobody may see (I4): posts that were deleted, superseded or read twice, and those of
 * accounts that are gone.
 */
final class HiddenPosts {
    /**
     * A later version of the same post counts, whether it was found or not; of two copies, the one indexed later.
     *
     * <p>Author and key say what the URI says. Keys grow with time, so their bounds in a file's statistics rule out
     * nearly all of it; the bounds of URIs, which begin with the author, would not. No column is read that was added
     * later, so that files are read as they are.
     */
    private static final String SUPERSEDED = """
            DELETE FROM matches WHERE rowid IN (
                SELECT m.rowid FROM matches m JOIN %s p ON p.rkey = m.rkey AND p.author_did = m.author_did
                WHERE m.round = ? AND m.sort_at >= ? AND m.sort_at < ?
                    AND (p.rev > m.rev OR (p.rev = m.rev AND p.indexed_at > m.indexed_at)))
            """.formatted(Matches.PARQUET);

    private static final String DELETED = """
            DELETE FROM matches WHERE rowid IN (
                SELECT m.rowid FROM matches m JOIN %s d ON d.rkey = m.rkey AND d.author_did = m.author_did
                WHERE m.round = ? AND m.sort_at >= ? AND m.sort_at < ?
                    AND d.rev >= m.rev AND d.collection = 'app.bsky.feed.post')
            """.formatted(LakeSql.rows(Table.DELETES));

    /** What is too large to be shown hides what it changed: an older version is not what its author says now. */
    private static final String OUTGROWN = """
            DELETE FROM matches WHERE rowid IN (
                SELECT m.rowid FROM matches m JOIN %s o ON o.rkey = m.rkey AND o.author_did = m.author_did
                WHERE m.round = ? AND m.sort_at >= ? AND m.sort_at < ?
                    AND o.rev > m.rev AND o.collection = 'app.bsky.feed.post')
            """.formatted(LakeSql.rows(Table.OVERSIZED));

    private static final String COPIES = "DELETE FROM matches WHERE " + Matches.IN_SPAN
            + " AND rowid NOT IN (SELECT min(rowid) FROM matches WHERE " + Matches.IN_SPAN + " GROUP BY author_did, rkey)";

    private final Session session;
    private final FilePlan plan;
    private final LakeReader reader;
    private final Matches matches;
    private final Accounts accounts;

    HiddenPosts(Session session, FilePlan plan, LakeReader reader, Matches matches, Accounts accounts) {
        this.session = session;
        this.plan = plan;
        this.reader = reader;
        this.matches = matches;
        this.accounts = accounts;
    }

    /** Leaves of a span's posts only those to be seen. */
    void remove(Matches.Span span) {
        matches.oldestIndexedAt(span).ifPresent(oldest -> remove(span, oldest));
    }

    private void remove(Matches.Span span, Instant oldest) {
        HourKey hour = HourKey.of(oldest);
        reader.read(plan.deletes(hour), paths -> remove(DELETED, paths, span));
        reader.read(plan.oversized(hour), paths -> remove(OUTGROWN, paths, span));
        reader.read(plan.superseding(hour), paths -> remove(SUPERSEDED, paths, span));
        session.update(COPIES, span.round(), span.start(), span.end(), span.round(), span.start(), span.end());
        accounts.removeGone(span);
    }

    private void remove(String sql, List<String> paths, Matches.Span span) {
        session.update(sql, paths, span.round(), span.start(), span.end());
    }
}
