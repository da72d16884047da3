package dev.skytrove.query;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.index.RowFinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One search, carried out on one listing of the lake in one session. */
final class PostQuery {
    private final Session session;
    private final Thrift thrift;
    private final SearchCriteria criteria;
    private final FilePlan plan;
    private final LakeReader reader;
    private final IndexSearch indexes;
    private final Matches matches;
    private final AccountReader accountReader;
    private final Accounts accounts;
    private final NamesReader namesReader;
    private final HiddenPosts hidden;
    private final FeatureReader features;
    private Optional<PostCollector> collector = Optional.empty();
    private Names names = Names.NONE;

    PostQuery(
            Session session,
            Thrift thrift,
            ObjectStore store,
            ListingMemory listings,
            LakeReader reader,
            IndexSearch indexes,
            DigestFolder digests,
            HandleResolver resolver,
            SearchCriteria criteria) {
        this.session = session;
        this.thrift = thrift;
        this.criteria = criteria;
        this.reader = reader;
        this.indexes = indexes;
        indexes.begin(criteria.condition(), criteria.range().start());
        // Before the listing, which then has all that the digest covers.
        Optional<AccountDigest> digest = digests.newest();
        this.plan = FilePlan.list(store, listings, criteria.range().start());
        this.matches = Matches.create(session, thrift, criteria.order());
        this.accountReader = new AccountReader(reader, digests, digest, plan::accounts);
        this.accounts = new Accounts(session, accountReader);
        this.namesReader = new NamesReader(session, accountReader, resolver);
        this.features = new FeatureReader(session, store, reader);
        this.hidden = new HiddenPosts(session, plan, reader, matches, accounts);
    }

    /** Finds the posts; returns as many as an answer may hold. Either this or {@link #sort}, once. */
    PageReader.Page list() {
        find(round -> {
            hidden.remove(Matches.Span.of(round));
            return matches.count();
        });
        return new PageReader(session, thrift, criteria.order()).read(criteria.limit());
    }

    /** Finds the posts and puts them in order on the side, from where they are read part by part. */
    SortedPosts sort() {
        SortedPosts posts = new SortedPosts(session, thrift, matches, hidden, accounts, criteria.limit());
        find(posts);
        return posts;
    }

    /** Counts all posts that the search finds, wherever it starts and ends. After all else. */
    long count() {
        matches.drop();
        return new PostFolder(session, thrift, plan, reader, indexes, accounts, features)
                .fold(criteria, names, new PostCount());
    }

    /** Where it learnt about accounts. */
    AccountReader accounts() {
        return accountReader;
    }

    /** The names of the files of posts that cannot be read. */
    List<String> leftOut() {
        return reader.leftOut();
    }

    SearchMeta meta(Duration elapsed) {
        return new SearchMeta(
                reader.filesRead(),
                collector.map(PostCollector::hoursRead).orElse(0),
                collector.map(PostCollector::hoursSkipped).orElse(0),
                plan.foreignNames(),
                reader.leftOut(),
                elapsed,
                namesReader.warning());
    }

    private void find(PostCollector.Target target) {
        features.require(criteria.condition(), Map.of());
        names = namesReader.read(criteria.condition());
        RowFinder finder = thrift == Thrift.USUAL
                ? indexes.finder(criteria.condition(), criteria.range(), criteria.order())
                : RowFinder.ANY;
        PostReading reading = new PostReading(reader, finder);
        PostCollector posts = new PostCollector(criteria, names, plan, reading, matches, target, features);
        collector = Optional.of(posts);
        posts.collect(criteria.limit() + 1);
    }
}
