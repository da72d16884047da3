package dev.skytrove.query.posts;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.AccountSql;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.read.LakeReader;
import java.time.Instant;
import java.util.List;

/**
 * What people took back since a snapshot was taken: posts that were deleted, and those of accounts that are gone. They are left
 * out of what is found in it, and counted.
 */
public final class TakenBack {
    private static final String CREATE = """
            CREATE OR REPLACE TEMP TABLE statuses_now (did VARCHAR,
                status STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, hides BOOLEAN))""";

    private static final String READ = """
            INSERT INTO statuses_now SELECT did, max({%s, 'hides': %s}) FROM %s
            WHERE kind = 'account' AND did IN (SELECT author_did FROM matches WHERE %s) GROUP BY did
            """.formatted(AccountSql.PLACE, AccountSql.HIDES, AccountSql.ROWS, Matches.IN_SPAN);

    private static final String GONE = """
            DELETE FROM matches WHERE %s AND author_did IN (
                SELECT did FROM statuses_now GROUP BY did HAVING max(status).hides)
            """.formatted(Matches.IN_SPAN);

    private final Session session;
    private final FilePlan now;
    private final LakeReader reader;
    private final AccountReader accounts;
    private long count;

    /**
     * Takes out nothing yet.
     *
     * @param now what hides posts in the lake as it is
     * @param accounts of the lake as it is
     */
    TakenBack(Session session, FilePlan now, LakeReader reader, AccountReader accounts) {
        this.session = session;
        this.now = now;
        this.reader = reader;
        this.accounts = accounts;
    }

    /** Takes a span's posts out, of which the snapshot itself hides none. */
    void remove(Matches.Span span, Instant oldestIndexedAt) {
        reader.read(now.deletesOfPosts(HourKey.of(oldestIndexedAt)), paths -> count(HiddenPosts.DELETED, paths, span));
        session.update(CREATE);
        accounts.read(paths -> session.update(READ, paths, span.round(), span.start(), span.end()));
        count += session.update(GONE, span.round(), span.start(), span.end());
    }

    /** How many posts were taken out since {@link #restart}. */
    public long count() {
        return count;
    }

    /** Counts anew. */
    public void restart() {
        count = 0;
    }

    private void count(String sql, List<String> paths, Matches.Span span) {
        count += session.update(sql, paths, span.round(), span.start(), span.end());
    }
}
