package dev.skytrove.query;

import dev.skytrove.query.duckdb.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the lake's {@code accounts} say of the authors found: their newest handles, and whether they are shown. */
final class Accounts {
    /** Gives each post found and its author's newest handle. */
    static final String POSTS_WITH_HANDLES = "SELECT " + Matches.COLUMNS + ", handle FROM matches LEFT JOIN"
            + " (SELECT did, CASE WHEN " + AccountSql.isNobodys("max(name).handle")
            + " THEN NULL ELSE max(name).handle END AS handle FROM authors GROUP BY did) ON did = author_did";

    /** What each file group says; the greatest of all groups counts. */
    private static final String CREATE = """
            CREATE TEMP TABLE authors (
                did VARCHAR,
                name STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, handle VARCHAR),
                status STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, hides BOOLEAN))""";

    private static final String READ = """
            INSERT INTO authors
            SELECT did,
                max({%s, 'handle': handle}) FILTER (WHERE kind = 'identity' AND handle <> ''),
                max({%s, 'hides': %s}) FILTER (WHERE kind = 'account')
            FROM %s
            WHERE did IN (SELECT author_did FROM matches WHERE %s)
            GROUP BY did
            """.formatted(AccountSql.PLACE, AccountSql.PLACE, AccountSql.HIDES, AccountSql.ROWS, Matches.IN_SPAN);

    private static final String GONE = """
            DELETE FROM matches WHERE %s AND author_did IN (
                SELECT did FROM authors GROUP BY did HAVING max(status).hides)
            """.formatted(Matches.IN_SPAN);

    private static final String OWNER = """
            SELECT did, %s AS told_at, indexed_at, seq FROM %s
            WHERE kind = 'identity' AND lower(handle) = lower(?)
            ORDER BY told_at DESC, indexed_at DESC, seq DESC, did DESC LIMIT 1
            """.formatted(AccountSql.TOLD_AT, AccountSql.ROWS);

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
        if (handle.equalsIgnoreCase(AccountSql.NOBODYS)) {
            return Optional.empty();
        }
        List<Claim> claims = new ArrayList<>();
        reader.read(paths -> claims.addAll(session.list(OWNER, Claim::read, paths, handle)));
        return claims.stream().max(Claim.ORDER).map(Claim::did);
    }

    /** Removes a span's posts of accounts that are not shown, and remembers the handles of the others. */
    void removeGone(Matches.Span span) {
        reader.read(paths -> session.update(READ, paths, span.round(), span.start(), span.end()));
        session.update(GONE, span.round(), span.start(), span.end());
    }

    private record Claim(String did, Instant toldAt, Instant indexedAt, long seq) {
        private static final Comparator<Claim> ORDER = Comparator.comparing(Claim::toldAt)
                .thenComparing(Claim::indexedAt)
                .thenComparingLong(Claim::seq)
                .thenComparing(Claim::did);

        private static Claim read(ResultSet row) throws SQLException {
            return new Claim(row.getString(1), Matches.instant(row, 2), Matches.instant(row, 3), row.getLong(4));
        }
    }
}
