package dev.skytrove.query.posts;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.AccountSql;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lake's {@code accounts} say of the authors found: their newest handles, and whether they are shown. */
public final class Accounts {
    /** Gives each post found and its author's newest handle. */
    public static final String POSTS_WITH_HANDLES = postsWithHandles("");

    /** What each file group says; the greatest of all groups counts. */
    private static final String CREATE = """
            CREATE TEMP TABLE authors (
                did VARCHAR,
                name STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, handle VARCHAR),
                status STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, hides BOOLEAN))""";

    private static final String SAID = """
            INSERT INTO authors
            SELECT did,
                max({%s, 'handle': handle}) FILTER (WHERE kind = 'identity' AND handle <> ''),
                max({%s, 'hides': %s}) FILTER (WHERE kind = 'account')
            FROM %s
            WHERE %%s
            GROUP BY did
            """.formatted(AccountSql.PLACE, AccountSql.PLACE, AccountSql.HIDES, AccountSql.ROWS);

    private static final String READ =
            SAID.formatted("did IN (SELECT author_did FROM matches WHERE " + Matches.IN_SPAN + ")");

    private static final String READ_SOME = SAID.formatted("list_contains(?, did)");

    private static final String HANDLES = "SELECT did, max(name).handle AS handle FROM authors GROUP BY did"
            + " HAVING handle IS NOT NULL AND NOT " + AccountSql.isNobodys("handle");

    private static final String GONE = """
            DELETE FROM matches WHERE %s AND author_did IN (
                SELECT did FROM authors GROUP BY did HAVING max(status).hides)
            """.formatted(Matches.IN_SPAN);

    /** The accounts of more are mostly in all files. */
    private static final int MOST_AUTHORS = 256;

    private static final String AUTHORS = "SELECT DISTINCT " + KeyDigests.FINGERPRINT_OF_ACCOUNT.formatted("author_did")
            + " FROM matches WHERE " + Matches.IN_SPAN + " LIMIT " + (MOST_AUTHORS + 1);

    private final Session session;
    private final AccountReader reader;
    private final Optional<KeyDigests> digests;

    /** How many rows the table has, at most. */
    private long known;

    /** Reads nothing yet. */
    public Accounts(Session session, AccountReader reader) {
        this(session, reader, Optional.empty());
    }

    /**
     * The same.
     *
     * @param digests tell which files need not be read
     */
    public Accounts(Session session, AccountReader reader, Optional<KeyDigests> digests) {
        this.session = session;
        this.reader = reader;
        this.digests = digests;
        session.update(CREATE);
    }

    /** The same, with further columns of the table {@code matches} behind the handle, a comma before each. */
    public static String postsWithHandles(String further) {
        return "SELECT " + Matches.COLUMNS + ", handle" + further + " FROM matches LEFT JOIN"
                + " (SELECT did, CASE WHEN " + AccountSql.isNobodys("max(name).handle")
                + " THEN NULL ELSE max(name).handle END AS handle FROM authors GROUP BY did) ON did = author_did";
    }

    /** Forgets what it learnt. */
    public void clear() {
        if (known > 0) {
            known = 0;
            session.update("DROP TABLE authors");
            session.update(CREATE);
        }
    }

    /** The newest handles of accounts; those of which none is known are not in it. Not while posts are looked at. */
    public Map<String, String> handles(Collection<String> dids) {
        clear();
        List<String> list = List.copyOf(dids);
        reader.read(paths -> known += session.update(READ_SOME, paths, list));
        Map<String, String> handles = new HashMap<>();
        session.list(HANDLES, row -> handles.put(row.getString(1), row.getString(2)));
        clear();
        return handles;
    }

    /** Removes a span's posts of accounts that are not shown, and remembers the handles of the others. */
    public void removeGone(Matches.Span span) {
        reader.read(
                files -> naming(files, span),
                paths -> known += session.update(READ, paths, span.round(), span.start(), span.end()));
        if (known > 0) {
            session.update(GONE, span.round(), span.start(), span.end());
        }
    }

    /** Those of some files that may name an author of a span's posts. */
    private List<PlannedFile> naming(List<PlannedFile> files, Matches.Span span) {
        Optional<Map<LakeFile, int[]>> all = digests.flatMap(some -> some.ofAccounts(files));
        if (all.isEmpty()) {
            return files;
        }
        List<Integer> authors =
                session.list(AUTHORS, row -> (int) row.getLong(1), span.round(), span.start(), span.end());
        return authors.size() > MOST_AUTHORS
                ? files
                : files.stream().filter(file -> KeyDigests.hasAny(all.get().get(file.file()), authors)).toList();
    }
}
