package dev.skytrove.query;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.Names;
import dev.skytrove.query.accounts.NamesReader;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.Ranking;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.filter.RegexCheck;
import dev.skytrove.query.fold.HiddenRows;
import dev.skytrove.query.fold.KnownHiddenRows;
import dev.skytrove.query.fold.PostCount;
import dev.skytrove.query.fold.PostFolder;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.page.PageFeatures;
import dev.skytrove.query.page.PageReader;
import dev.skytrove.query.page.PostSorter;
import dev.skytrove.query.page.RankedPosts;
import dev.skytrove.query.page.SortedPosts;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.KeyDigests;
import dev.skytrove.query.posts.LakeView;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.PostCollector;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.posts.TakenBack;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.PostReading;
import dev.skytrove.query.read.SearchMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** One search, carried out on one listing of the lake in one session. */
final class PostQuery {
    private final Session session;
    private final MemoryMode mode;
    private final SearchCriteria criteria;
    private final FilePlan plan;
    private final LakeReader reader;
    private final IndexSearch indexes;
    private final Matches matches;
    private final LakeView view;
    private final Accounts accounts;
    private final NamesReader namesReader;
    private final HiddenPosts hidden;
    private final HiddenRows hiddenRows;
    private final KeyDigests keys;
    private final FeatureReader features;
    private Optional<PostCollector> collector = Optional.empty();
    private Optional<RankedPosts> ranked = Optional.empty();
    private int hoursRanked;
    private Names names = Names.NONE;

    PostQuery(
            Session session,
            MemoryMode mode,
            ObjectStore store,
            ListingMemory listings,
            LakeReader reader,
            IndexSearch indexes,
            DigestFolder digests,
            HandleResolver resolver,
            KnownHiddenRows hiddenRows,
            KeyDigests keys,
            SearchCriteria criteria) {
        this.session = session;
        this.mode = mode;
        this.criteria = criteria;
        this.reader = reader;
        this.indexes = indexes;
        indexes.begin(criteria.condition(), criteria.range().start());
        this.view = LakeView.of(criteria, session, store, listings, reader, digests);
        this.plan = view.plan();
        this.matches = Matches.create(session, mode, criteria.order());
        this.accounts = new Accounts(session, view.accounts(), Optional.of(keys));
        this.namesReader = new NamesReader(session, view.accounts(), resolver);
        this.features = new FeatureReader(session, plan::features, reader);
        this.hiddenRows = new HiddenRows(session, plan, reader, view.accounts(), hiddenRows);
        this.keys = keys;
        this.hidden =
                new HiddenPosts(session, plan, reader, matches, accounts, Optional.of(keys), view.takenBack());
    }

    /** Finds the posts; returns as many as an answer may hold. Either this or {@link #sort}, once. */
    PageReader.Page list() {
        PageReader.Page page = page();
        if (!criteria.features()) {
            return page;
        }
        Map<String, SortedMap<String, Double>> said = PageFeatures.of(session, shownFeatures(), page.posts());
        List<PostResult> posts = page.posts().stream().map(post -> post.with(said.get(post.uri()))).toList();
        return new PageReader.Page(posts, page.more());
    }

    private PageReader.Page page() {
        if (criteria.ranking().isPresent()) {
            rank(criteria.ranking().get());
            return PageReader.byRank(session, mode).read(criteria.limit());
        }
        find(new PostCollector.Target() {
            @Override
            public void take(int round) {
                hidden.remove(Matches.Span.of(round));
            }

            @Override
            public int count() {
                return matches.count();
            }
        });
        return PageReader.byTime(session, mode, criteria.order()).read(criteria.limit());
    }

    /** Where the next part starts behind that which was listed; empty if it is the last. */
    Optional<Position> next(PageReader.Page page) {
        if (!page.more()) {
            return Optional.empty();
        }
        PostResult last = page.posts().getLast();
        return Optional.of(ranked.map(posts -> posts.place(session, last.uri())).orElseGet(last::position));
    }

    /** Finds the posts and puts them in order on the side, from where they are read part by part. */
    SortedPosts sort() {
        SortedPosts posts = sorted();
        return criteria.features() ? posts.withFeatures(shownFeatures()) : posts;
    }

    private FeatureReader shownFeatures() {
        return new FeatureReader(session, plan::features, reader);
    }

    private SortedPosts sorted() {
        if (criteria.ranking().isPresent()) {
            return rank(criteria.ranking().get()).sorted(session, mode);
        }
        PostSorter sorter = new PostSorter(session, mode, matches, hidden, accounts, criteria.limit());
        find(sorter);
        return sorter.sorted();
    }

    /** Counts all posts that the search finds, wherever it starts and ends. After all else. */
    long count() {
        if (ranked.isEmpty()) {
            matches.drop();
        }
        return folder().fold(criteria, names, new PostCount());
    }

    /** Where it learnt about accounts of the lake as it is. */
    AccountReader accounts() {
        return view.accountsNow();
    }

    /** The names of the files of posts that cannot be read. */
    List<String> leftOut() {
        return reader.leftOut();
    }

    SearchMeta meta(Duration elapsed) {
        return new SearchMeta(
                reader.filesRead(),
                collector.map(PostCollector::hoursRead).orElse(hoursRanked),
                collector.map(PostCollector::hoursSkipped).orElse(0),
                plan.foreignNames(),
                reader.leftOut(),
                elapsed,
                namesReader.warning(),
                view.read(criteria, view.takenBack().map(TakenBack::count).orElse(0L)));
    }

    /** Looks at all posts: those of an order by rank that come first may be anywhere. */
    private RankedPosts rank(Ranking ranking) {
        RankedPosts posts = new RankedPosts(ranking, criteria.after(), criteria.limit());
        ranked = Optional.of(posts);
        matches.drop();
        RegexCheck.require(session, criteria.condition());
        features.require(criteria.condition(), posts.features());
        names = namesReader.read(criteria.condition());
        PostFolder folder = folder();
        folder.fold(criteria, names, posts, posts.narrowing());
        hoursRanked = folder.hoursRead();
        return posts;
    }

    private PostFolder folder() {
        return new PostFolder(session, mode, plan, reader, indexes, accounts, features, view.takenBack(), hiddenRows, keys);
    }

    private void find(PostCollector.Target target) {
        RegexCheck.require(session, criteria.condition());
        features.require(criteria.condition(), Map.of());
        names = namesReader.read(criteria.condition());
        RowFinder finder = mode == MemoryMode.USUAL
                ? indexes.finder(criteria.condition(), criteria.range(), criteria.order())
                : RowFinder.ANY;
        List<String> authors = PostFilter.of(criteria, names, criteria.after()).authors();
        PostReading reading =
                new PostReading(reader, keys.finder(session, plan.posts(criteria.range().start(), criteria.range().end()), authors, finder));
        PostCollector posts = new PostCollector(criteria, names, plan, reading, matches, target, features);
        collector = Optional.of(posts);
        posts.collect(criteria.limit() + 1);
    }
}
