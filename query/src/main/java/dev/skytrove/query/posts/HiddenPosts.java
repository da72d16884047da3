package dev.skytrove.query.posts;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.query.dead.HidingRules;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.HidingRows;
import dev.skytrove.query.keys.TimelyKeys;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out of the matches what nobody may see (I4): posts that were deleted, superseded or read twice, and those of
 * accounts that are gone.
 */
public final class HiddenPosts {
    private static final String HIDDEN = """
            DELETE FROM matches WHERE rowid IN (
                SELECT m.rowid FROM matches m JOIN %s %s ON %s
                WHERE m.round = ? AND m.sort_at >= ? AND m.sort_at < ?)
            """;

    // No column is read that was added later, so that files are read as they are.
    private static final String SUPERSEDED =
            HIDDEN.formatted(LakeSql.PARQUET, "p", HidingRules.BY_VERSION + HidingRules.late("p"));

    /** Takes out the posts of a span that rows of files of deletes name. */
    static final String DELETED = HIDDEN.formatted(LakeSql.rows(Table.DELETES), "d", HidingRules.BY_DELETE);
    private static final String OUTGROWN =
            HIDDEN.formatted(LakeSql.rows(Table.OVERSIZED), "o", HidingRules.BY_OVERSIZED + HidingRules.late("o"));

    private static final String HOURS = TimelyKeys.hours("matches WHERE " + Matches.IN_SPAN);

    /** More are in most row groups of most files. */
    private static final int MOST_KEYS = 256;

    private static final String KEYS =
            "SELECT DISTINCT rkey FROM matches WHERE " + Matches.IN_SPAN + " LIMIT " + (MOST_KEYS + 1);

    private static final String COPIES = "DELETE FROM matches WHERE " + Matches.IN_SPAN
            + " AND rowid NOT IN (SELECT min(rowid) FROM matches WHERE " + Matches.IN_SPAN + " GROUP BY author_did, rkey)";

    private final Session session;
    private final FilePlan plan;
    private final LakeReader reader;
    private final Matches matches;
    private final Accounts accounts;
    private final Optional<TakenBack> takenBack;
    private final Optional<KeyDigests> digests;

    /** Takes posts out of {@code matches} only. */
    public HiddenPosts(
            Session session,
            FilePlan plan,
            LakeReader reader,
            Matches matches,
            Accounts accounts) {
        this(session, plan, reader, matches, accounts, Optional.empty(), Optional.empty());
    }

    /**
     * The same.
     *
     * @param digests of which files need not be read; for posts that are each read once
     * @param takenBack of a snapshot, what was taken back since
     */
    public HiddenPosts(
            Session session,
            FilePlan plan,
            LakeReader reader,
            Matches matches,
            Accounts accounts,
            Optional<KeyDigests> digests,
            Optional<TakenBack> takenBack) {
        this.session = session;
        this.plan = plan;
        this.reader = reader;
        this.matches = matches;
        this.accounts = accounts;
        this.digests = digests;
        this.takenBack = takenBack;
    }

    /** Leaves of a span's posts only those to be seen. */
    public void remove(Matches.Span span) {
        matches.oldestIndexedAt(span).ifPresent(oldest -> remove(span, oldest));
    }

    private void remove(Matches.Span span, Instant oldest) {
        HourKey hour = HourKey.of(oldest);
        Suspects all = Suspects.all(plan, hour, () -> hours(span));
        Suspects suspects = digests.map(some -> all.among(some, session, reader, span)).orElse(all);
        reader.read(suspects.deletes(), paths -> remove(DELETED, paths, span));
        reader.read(suspects.oversized(), paths -> removeLate(OUTGROWN, paths, hour, span));
        removeSuperseded(suspects.versions(), hour, span);
        if (suspects.copies()) {
            session.update(COPIES, span.round(), span.start(), span.end(), span.round(), span.start(), span.end());
        }
        accounts.removeGone(span);
        takenBack.ifPresent(since -> since.remove(span, oldest));
    }

    /** Of few posts not all of a file need come here. */
    private void removeSuperseded(HidingRows versions, HourKey hour, Matches.Span span) {
        List<String> keys = reader.areHere(versions.files())
                ? List.of()
                : session.list(KEYS, row -> row.getString(1), span.round(), span.start(), span.end());
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            reader.read(versions, paths -> removeLate(SUPERSEDED, paths, hour, span));
        } else {
            reader.read(versions, keys, paths -> removeLate(SUPERSEDED, paths, hour, span));
        }
    }

    /** Where rows of the posts' keys can be that no digest has. */
    private Set<HourKey> hours(Matches.Span span) {
        return Set.copyOf(
                session.list(HOURS, row -> HourKey.ofNumber(row.getLong(1)), span.round(), span.start(), span.end()));
    }

    private void removeLate(String sql, List<String> paths, HourKey hour, Matches.Span span) {
        session.update(sql, paths, FilePlan.hidingSince(hour).start(), span.round(), span.start(), span.end());
    }

    private void remove(String sql, List<String> paths, Matches.Span span) {
        session.update(sql, paths, span.round(), span.start(), span.end());
    }
}
