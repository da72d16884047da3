package dev.skytrove.query;

import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The posts of an export in order: first taken, all of them, then read. They lie in a temporary table, most of it on disk.
 * Both is done in parts, so that neither their number nor a slow reader costs memory.
 */
final class SortedPosts implements PostCollector.Target, AutoCloseable {
    /** How many are looked at together for what hides them, which is read anew for the next. */
    private static final int SHOWN = 1 << 15;

    /** How many are sorted at a time. */
    private static final int SORTED = 1 << 12;

    /** How many are read by one statement, and then held in memory. */
    private static final int READ = 1 << 11;

    /** How many are sorted at first where some may be large. */
    static final int FEW = 1 << 5;

    private static final String CREATE = "CREATE TEMP TABLE page AS " + Accounts.POSTS_WITH_HANDLES + " LIMIT 0";

    /** The keys of a span in order; each place is a row's ID. */
    private static final String KEYS = "CREATE OR REPLACE TEMP TABLE keys AS SELECT rowid AS id FROM matches WHERE "
            + Matches.IN_SPAN;

    private static final String ADD_FEW = "INSERT INTO page " + Accounts.POSTS_WITH_HANDLES
            + " WHERE matches.rowid IN (SELECT id FROM keys WHERE rowid >= ? AND rowid < ?)";

    /** Of a row that is named by a constant, DuckDB reads no more than that: of others, thousands around it. */
    private static final String ADD_ONE = "INSERT INTO page " + Accounts.POSTS_WITH_HANDLES + " WHERE matches.rowid = ";

    private static final String ID = "SELECT id FROM keys WHERE rowid = ?";
    private static final String PAGE = "SELECT * FROM page WHERE rowid >= ? AND rowid < ?";
    private static final String PAGE_OF_ONE = "SELECT * FROM page WHERE rowid = ";

    private static final String ADD = "INSERT INTO page " + Accounts.POSTS_WITH_HANDLES
            + " WHERE " + Matches.IN_SPAN;

    private final Session session;
    private final Thrift thrift;
    private final Matches matches;
    private final HiddenPosts hidden;
    private final Accounts accounts;
    private final int limit;
    private final String order;
    private int taken;
    private int read;
    private int partEnd;

    /** How many are sorted at a time where some may be large. */
    private final Portion sorted = new Portion(FEW, SORTED);

    /** How many are read at a time. */
    private final Portion part;

    private Optional<Rows<PostResult>> rows = Optional.empty();

    /** @param limit how many posts are read; one more tells whether there are more */
    SortedPosts(
            Session session, Thrift thrift, Matches matches, HiddenPosts hidden, Accounts accounts, int limit) {
        this.session = session;
        this.thrift = thrift;
        this.matches = matches;
        this.hidden = hidden;
        this.accounts = accounts;
        this.limit = limit;
        this.order = Matches.by(matches.order());
        this.part = new Portion(thrift == Thrift.USUAL ? READ : FEW, READ);
        session.update(CREATE);
    }

    /** Takes as many posts of a round as are missing, and empties the matches. */
    @Override
    public int take(int round) {
        Matches.Span rest = Matches.Span.of(round);
        while (taken <= limit && !rest.isEmpty()) {
            Matches.Span first = matches.first(rest, SHOWN);
            hidden.remove(first);
            switch (thrift) {
                case USUAL -> sort(first);
                case CAREFUL -> sortByKeys(first);
            }
            accounts.clear();
            rest = rest.behind(first, matches.order());
        }
        matches.clear();
        return taken;
    }

    /** The place of the last post that is read, if there are more behind it. Not while posts are read. */
    Optional<Position> next() {
        if (taken <= limit) {
            return Optional.empty();
        }
        return session
                .list(
                        "SELECT sort_at, uri FROM page WHERE rowid = ?",
                        row -> new Position(Matches.instant(row, 1), row.getString(2)),
                        limit - 1)
                .stream()
                .findFirst();
    }

    /** Whether {@link #readPart} has to be called before the next step. */
    boolean isPartMissing() {
        return read == partEnd && read < Math.min(taken, limit);
    }

    /** Reads the next posts; may be repeated when it has failed. */
    void readPart() {
        close();
        while (true) {
            try {
                readPart(Math.min(read + part.size(), limit));
                part.succeeded();
                return;
            } catch (QueryStoppedException e) {
                requireReduced(part, e);
            }
        }
    }

    private void readPart(int end) {
        rows = Optional.of(
                end == read + 1
                        ? session.rows(PAGE_OF_ONE + read, PostRows::read)
                        : session.rows(PAGE, PostRows::read, read, end));
        partEnd = end;
    }

    private static void requireReduced(Portion portion, QueryStoppedException failure) {
        if (failure.reason() != Reason.OUT_OF_MEMORY || !portion.isReduced()) {
            throw failure;
        }
    }

    /** Steps to the next post of the part; false behind the last one of all. */
    boolean advance() {
        if (read == Math.min(taken, limit)) {
            return false;
        }
        read++;
        return rows.orElseThrow().next();
    }

    /** The post stepped to. */
    PostResult post() {
        return rows.orElseThrow().row();
    }

    /** Writes all posts that are read as a Parquet file, which is nobody's yet. Not while posts are read. */
    Path write(List<String> columns) {
        return new PageFile(session, thrift).write(columns, Math.min(taken, limit));
    }

    /** Ends the reading. */
    @Override
    public void close() {
        rows.ifPresent(Rows::close);
        rows = Optional.empty();
    }

    private void sort(Matches.Span span) {
        Matches.Span rest = span;
        while (taken <= limit && !rest.isEmpty()) {
            Matches.Span first = matches.first(rest, SORTED);
            taken += (int) session.update(ADD + order, first.round(), first.start(), first.end());
            rest = rest.behind(first, matches.order());
        }
    }

    // Not by parts of the span: any number of posts may have the same time.
    private void sortByKeys(Matches.Span span) {
        session.update(KEYS + order, span.round(), span.start(), span.end());
        int place = 0;
        boolean more = true;
        while (taken <= limit && more) {
            int asked = sorted.size();
            try {
                int added = asked == 1 ? addOne(place) : (int) session.update(ADD_FEW + order, place, place + asked);
                sorted.succeeded();
                taken += added;
                place += added;
                more = added == asked;
            } catch (QueryStoppedException e) {
                requireReduced(sorted, e);
            }
        }
    }

    private int addOne(int place) {
        List<Long> id = session.list(ID, row -> row.getLong(1), place);
        return id.isEmpty() ? 0 : (int) session.update(ADD_ONE + id.getFirst());
    }
}
