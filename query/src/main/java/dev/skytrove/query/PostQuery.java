package dev.skytrove.query;

import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.NamedAccounts;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.Ranking;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.filter.RegexCheck;
import dev.skytrove.query.fold.PostCount;
import dev.skytrove.query.fold.PostFolder;
import dev.skytrove.query.fold.QueriedLake;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.page.PageFeatures;
import dev.skytrove.query.page.PageReader;
import dev.skytrove.query.page.PostSorter;
import dev.skytrove.query.page.RankedPosts;
import dev.skytrove.query.page.SortedPosts;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.PostCollector;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.posts.TakenBack;
import dev.skytrove.query.read.PostReading;
import dev.skytrove.query.read.SearchMeta;
import dev.skytrove.query.read.UnreadableFilesException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** One search, carried out on one listing of the lake in one session. */
final class PostQuery {
    private final QueriedLake lake;
    private final SearchCriteria criteria;
    private final Matches matches;
    private final HiddenPosts hidden;
    private Optional<PostCollector> collector = Optional.empty();
    private Optional<RankedPosts> ranked = Optional.empty();
    private Optional<PostFolder> counted = Optional.empty();
    private int hoursRanked;
    private NamedAccounts names = NamedAccounts.NONE;

    /** @param lake listed for these criteria */
    PostQuery(QueriedLake lake, SearchCriteria criteria) {
        this.lake = lake;
        this.criteria = criteria;
        this.matches = Matches.create(lake.session(), lake.mode(), criteria.order());
        this.hidden = lake.hidden(matches);
    }

    /** Finds the posts; returns as many as an answer may hold. Either this or {@link #sort}, once. */
    PageReader.Page list() {
        PageReader.Page page = page();
        if (!criteria.features()) {
            return page;
        }
        Map<String, SortedMap<String, Double>> said = PageFeatures.of(lake.session(), lake.newFeatures(), page.posts());
        List<PostResult> posts = page.posts().stream().map(post -> post.with(said.get(post.uri()))).toList();
        return new PageReader.Page(posts, page.more());
    }

    private PageReader.Page page() {
        if (criteria.ranking().isPresent()) {
            rank(criteria.ranking().get());
            return PageReader.byRank(lake.session(), lake.mode()).read(criteria.limit());
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
        return PageReader.byTime(lake.session(), lake.mode(), criteria.order()).read(criteria.limit());
    }

    /** Where the next part starts behind that which was listed; empty if it is the last. */
    Optional<Position> next(PageReader.Page page) {
        if (!page.more()) {
            return Optional.empty();
        }
        PostResult last = page.posts().getLast();
        return Optional.of(ranked.map(posts -> posts.place(lake.session(), last.uri())).orElseGet(last::position));
    }

    /** Finds the posts and puts them in order on the side, from where they are read part by part. */
    SortedPosts sort() {
        SortedPosts posts = sorted();
        return criteria.features() ? posts.withFeatures(lake.newFeatures()) : posts;
    }

    private SortedPosts sorted() {
        if (criteria.ranking().isPresent()) {
            return rank(criteria.ranking().get()).sorted(lake.session(), lake.mode());
        }
        PostSorter sorter =
                new PostSorter(lake.session(), lake.mode(), matches, hidden, lake.accounts(), criteria.limit());
        find(sorter);
        return sorter.sorted();
    }

    /** Counts all posts that the search finds, wherever it starts and ends. After all else. */
    long count() {
        if (ranked.isEmpty()) {
            matches.drop();
        }
        PostFolder folder = new PostFolder(lake);
        long count = folder.fold(criteria, names, new PostCount());
        counted = Optional.of(folder);
        return count;
    }

    /** What has counted all posts, if they were. */
    Optional<PostFolder> counted() {
        return counted;
    }

    /** Where it learnt about accounts of the lake as it is. */
    AccountReader accounts() {
        return lake.view().accountsNow();
    }

    /**
     * Makes sure that all posts could be read, if that is asked for.
     *
     * @throws UnreadableFilesException if not
     */
    void requireComplete() {
        if (criteria.complete() && !lake.reader().leftOut().isEmpty()) {
            throw UnreadableFilesException.posts(lake.reader().leftOut());
        }
    }

    SearchMeta meta(Duration elapsed) {
        return new SearchMeta(
                lake.reader().filesRead(),
                collector.map(PostCollector::hoursRead).orElse(hoursRanked),
                collector.map(PostCollector::hoursSkipped).orElse(0),
                lake.reader().leftOut(),
                elapsed,
                lake.names().warning(),
                lake.view().read(criteria, lake.view().takenBack().map(TakenBack::count).orElse(0L)));
    }

    /** Looks at all posts: those of an order by rank that come first may be anywhere. */
    private RankedPosts rank(Ranking ranking) {
        RankedPosts posts = new RankedPosts(ranking, criteria.after(), criteria.limit());
        ranked = Optional.of(posts);
        matches.drop();
        RegexCheck.require(lake.session(), criteria.condition());
        lake.features().require(criteria.condition(), posts.features());
        names = lake.names().read(criteria.condition());
        PostFolder folder = new PostFolder(lake);
        folder.fold(criteria, names, posts, posts.narrowing());
        hoursRanked = folder.hoursRead();
        return posts;
    }

    private void find(PostCollector.Target target) {
        RegexCheck.require(lake.session(), criteria.condition());
        lake.features().require(criteria.condition(), Map.of());
        names = lake.names().read(criteria.condition());
        RowFinder finder = lake.mode() == MemoryMode.USUAL
                ? lake.indexes().finder(criteria.condition(), criteria.range(), criteria.order())
                : RowFinder.ANY;
        List<String> authors = PostFilter.of(criteria, names, criteria.after()).authors();
        PostReading reading = new PostReading(lake.reader(), lake.finder(criteria.range(), authors, finder), authors);
        PostCollector posts = new PostCollector(criteria, names, lake.plan(), reading, matches, target, lake.features());
        collector = Optional.of(posts);
        posts.collect(criteria.limit() + 1);
    }
}
