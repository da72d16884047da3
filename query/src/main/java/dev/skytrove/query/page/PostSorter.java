package dev.skytrove.query.page;

import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.Portion;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.PostCollector;
import java.util.List;

/**
 * Puts the posts of an export that are found in order, on the side, in the table {@code page}. It is done in parts, so that
 * their number costs no memory.
 */
public final class PostSorter implements PostCollector.Target {
    /** How many are looked at together for what hides them, which is read anew for the next. */
    private static final int SHOWN = 1 << 15;

    /** How many are sorted at a time. */
    private static final int SORTED = 1 << 12;

    private static final String CREATE = "CREATE TEMP TABLE page AS " + Accounts.POSTS_WITH_HANDLES + " LIMIT 0";

    /** The keys of a span in order; each place is a row's ID. */
    private static final String KEYS = "CREATE OR REPLACE TEMP TABLE keys AS SELECT rowid AS id FROM matches WHERE "
            + Matches.IN_SPAN;

    private static final String ADD_FEW = "INSERT INTO page " + Accounts.POSTS_WITH_HANDLES
            + " WHERE matches.rowid IN (SELECT id FROM keys WHERE rowid >= ? AND rowid < ?)";

    /** Of a row that is named by a constant, DuckDB reads no more than that: of others, thousands around it. */
    private static final String ADD_ONE = "INSERT INTO page " + Accounts.POSTS_WITH_HANDLES + " WHERE matches.rowid = ";

    private static final String ID = "SELECT id FROM keys WHERE rowid = ?";

    private static final String ADD = "INSERT INTO page " + Accounts.POSTS_WITH_HANDLES
            + " WHERE " + Matches.IN_SPAN;

    private final Session session;
    private final MemoryMode mode;
    private final Matches matches;
    private final HiddenPosts hidden;
    private final Accounts accounts;
    private final int limit;
    private final String order;
    private int taken;

    /** How many are sorted at a time where some may be large. */
    private final Portion sorted = new Portion(SortedPosts.FEW, SORTED);

    /** @param limit how many posts are needed; one more tells whether there are more */
    public PostSorter(Session session, MemoryMode mode, Matches matches, HiddenPosts hidden, Accounts accounts, int limit) {
        this.session = session;
        this.mode = mode;
        this.matches = matches;
        this.hidden = hidden;
        this.accounts = accounts;
        this.limit = limit;
        this.order = Matches.by(matches.order());
        session.update(CREATE);
    }

    /** Takes as many posts of a round as are missing, and empties the matches. */
    @Override
    public void take(int round) {
        Matches.Span rest = Matches.Span.of(round);
        while (taken <= limit && !rest.isEmpty()) {
            Matches.Span first = matches.first(rest, SHOWN);
            hidden.remove(first);
            switch (mode) {
                case USUAL -> sort(first);
                case CAREFUL -> sortByKeys(first);
            }
            accounts.clear();
            rest = rest.behind(first, matches.order());
        }
        matches.clear();
    }

    @Override
    public int count() {
        return taken;
    }

    /** What it has put in order, to be read. */
    public SortedPosts sorted() {
        return new SortedPosts(session, mode, taken, limit, SortedPosts.BY_TIME);
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
                sorted.requireReduced(e);
            }
        }
    }

    private int addOne(int place) {
        List<Long> id = session.list(ID, row -> row.getLong(1), place);
        return id.isEmpty() ? 0 : (int) session.update(ADD_ONE + id.getFirst());
    }
}
