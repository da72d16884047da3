package dev.skytrove.query;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.criteria.Author;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One search, carried out on one listing of the lake in one session. */
final class PostQuery {
    private static final String POSTS = "SELECT " + Matches.COLUMNS + ", handle FROM matches LEFT JOIN "
            + Accounts.HANDLES + " ON did = author_did ORDER BY sort_at DESC, uri";

    private final Session session;
    private final SearchCriteria criteria;
    private final FilePlan plan;
    private final LakeReader reader;
    private final Matches matches;
    private final AccountReader accountReader;
    private final Accounts accounts;
    private Optional<PostCollector> collector = Optional.empty();
    private Optional<String> warning = Optional.empty();

    PostQuery(
            Session session, ObjectStore store, LakeReader reader, DigestFolder digests, SearchCriteria criteria) {
        this.session = session;
        this.criteria = criteria;
        this.reader = reader;
        // Before the listing, which then has all that the digest covers.
        Optional<AccountDigest> digest = digests.newest();
        this.plan = FilePlan.list(store, criteria.range().start());
        this.matches = Matches.create(session);
        this.accountReader = new AccountReader(reader, digests, digest, plan::accounts);
        this.accounts = new Accounts(session, accountReader);
    }

    /** Finds the posts; to be called first, and once. */
    void find() {
        switch (criteria.author()) {
            case Author.Anyone anyone -> find(Optional.empty());
            case Author.Did did -> find(Optional.of(did.did()));
            case Author.Handle handle -> find(handle);
        }
    }

    /** The posts, and one more if there are more. */
    List<PostResult> list() {
        return session.list(POSTS + " LIMIT ?", PostRows::read, criteria.limit() + 1);
    }

    /** Puts the posts in order on the side, from where they can be read without a further failure. */
    void sort() {
        session.update("CREATE TEMP TABLE page AS " + POSTS);
        session.update("DROP TABLE matches");
    }

    /** The sorted posts; without the one more. */
    Rows<PostResult> rows() {
        return session.stream("SELECT * FROM page WHERE rowid < ?", PostRows::read, criteria.limit());
    }

    /** The place of the last of the sorted posts, if there are more behind it. */
    Optional<Position> next() {
        String sql = "SELECT sort_at, uri FROM page WHERE rowid = ? AND (SELECT count(*) FROM page) > ?";
        return session
                .list(
                        sql,
                        row -> new Position(Matches.instant(row, 1), row.getString(2)),
                        criteria.limit() - 1,
                        criteria.limit())
                .stream()
                .findFirst();
    }

    /** Where it learnt about accounts. */
    AccountReader accounts() {
        return accountReader;
    }

    SearchMeta meta(Duration elapsed) {
        return new SearchMeta(
                reader.filesRead(),
                collector.map(PostCollector::hoursRead).orElse(0),
                collector.map(PostCollector::hoursSkipped).orElse(0),
                plan.foreignNames(),
                elapsed,
                warning);
    }

    private void find(Author.Handle handle) {
        Optional<String> owner = accounts.owner(handle.handle());
        if (owner.isPresent()) {
            find(owner);
        } else {
            warning = Optional.of("no identity event of the handle " + handle.handle()
                    + " has been seen, so its account is unknown here; username also takes the account's DID");
        }
    }

    private void find(Optional<String> did) {
        HiddenPosts hidden = new HiddenPosts(session, plan, reader, matches, accounts);
        PostCollector posts = new PostCollector(criteria, did, plan, reader, matches, hidden);
        collector = Optional.of(posts);
        posts.collect(criteria.limit() + 1);
    }
}
