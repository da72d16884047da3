package dev.skytrove.query;

import dev.skytrove.query.duckdb.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the lake's {@code accounts} say of the authors found: their newest handles, and whether they are gone. */
final class Accounts {
    /** Gives each post found and its author's newest handle. */
    static final String POSTS_WITH_HANDLES = "SELECT " + Matches.COLUMNS + ", handle FROM matches LEFT JOIN"
            + " (SELECT did, arg_max(handle, handle_seq) AS handle FROM authors GROUP BY did) ON did = author_did";

    /** What each file group says; the newest of all groups counts. */
    private static final String CREATE = """
            CREATE TEMP TABLE authors (
                did VARCHAR, handle VARCHAR, handle_seq BIGINT, gone BOOLEAN, status_seq BIGINT)""";

    private static final String READ = """
            INSERT INTO authors
            SELECT did,
                arg_max(handle, seq) FILTER (WHERE kind = 'identity' AND handle IS NOT NULL),
                max(seq) FILTER (WHERE kind = 'identity' AND handle IS NOT NULL),
                arg_max(active IS DISTINCT FROM true AND coalesce(status, '') IN (
                        'deleted', 'takendown', 'suspended', 'deactivated'), seq)
                    FILTER (WHERE kind = 'account'),
                max(seq) FILTER (WHERE kind = 'account')
            FROM %s
            WHERE did IN (SELECT author_did FROM matches WHERE %s)
            GROUP BY did
            """.formatted(Matches.PARQUET, Matches.IN_SPAN);

    private static final String GONE = """
            DELETE FROM matches WHERE %s AND author_did IN (
                SELECT did FROM authors GROUP BY did HAVING arg_max(gone, status_seq))
            """.formatted(Matches.IN_SPAN);

    private static final String OWNER = """
            SELECT did, seq FROM %s
            WHERE kind = 'identity' AND lower(handle) = lower(?)
            ORDER BY seq DESC LIMIT 1
            """.formatted(Matches.PARQUET);

    private final Session session;
    private final AccountReader reader;

    Accounts(Session session, AccountReader reader) {
        this.session = session;
        this.reader = reader;
        session.update(CREATE);
    }

    /** Forgets what it learnt. */
    void clear() {
        session.update("DROP TABLE authors");
        session.update(CREATE);
    }

    /** The DID of the account that a handle pointed to last; empty if the lake knows of none. */
    Optional<String> owner(String handle) {
        List<Claim> claims = new ArrayList<>();
        reader.read(paths -> claims.addAll(
                session.list(OWNER, row -> new Claim(row.getString(1), row.getLong(2)), paths, handle)));
        return claims.stream().max(Comparator.comparingLong(Claim::seq)).map(Claim::did);
    }

    /** Removes a span's posts of accounts that are gone, and remembers the handles of the others. */
    void removeGone(Matches.Span span) {
        reader.read(paths -> session.update(READ, paths, span.round(), span.start(), span.end()));
        session.update(GONE, span.round(), span.start(), span.end());
    }

    private record Claim(String did, long seq) {}
}
