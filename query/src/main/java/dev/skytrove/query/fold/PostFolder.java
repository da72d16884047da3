package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.accounts.Names;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.filter.ConditionSql;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.index.RowRange;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.KeyDigests;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.TakenBack;
import dev.skytrove.query.read.HourWalk;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.PostReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds all posts of a search, in parts of whole hours, each of which is folded and forgotten. Copies of a version of a
 * post that were seen at the same time lie in the same hour, and of others only the latest is to be seen, so no post is in
 * two parts. What hides posts is read anew for every part, hence parts are as large as memory allows.
 */
public final class PostFolder {
    /** So much is read by one statement at first: an hour. */
    private static final long FIRST_CHUNK_BYTES = 16L << 20;

    /** And so much later, where few posts are found: several hours keep all threads busy. */
    private static final long MOST_CHUNK_BYTES = 512L << 20;

    private static final int GROWTH = 4;

    /** So much is folded at once where all posts are: some hours of the whole network. */
    private static final long WHOLE_BYTES = 256L << 20;

    /** So many posts are folded together, and those of the hours read with them; they may lie on disk meanwhile. */
    private static final int ENOUGH = 1 << 17;

    private static final int ENOUGH_IF_CAREFUL = 1 << 14;

    /** What hides posts is found by these. */
    private static final List<PostColumn> KEYS = List.of(
            // What the column says, too, which takes about as long to read as the rest together.
            new PostColumn("uri", "VARCHAR", "'at://' || author_did || '/app.bsky.feed.post/' || rkey"),
            PostColumn.of("author_did", "VARCHAR"),
            PostColumn.of("rkey", "VARCHAR"),
            PostColumn.of("rev", "VARCHAR"),
            PostColumn.of("indexed_at", "TIMESTAMPTZ"),
            PostColumn.of("sort_at", "TIMESTAMPTZ"));

    private final Session session;
    private final MemoryMode mode;
    private final FilePlan plan;
    private final LakeReader reader;
    private final IndexSearch indexes;
    private final Accounts accounts;
    private final FeatureReader features;
    private final Optional<TakenBack> takenBack;
    private final HiddenRows hiddenRows;
    private final KeyDigests digests;
    private int hoursRead;

    /** Reads nothing yet. */
    public PostFolder(
            Session session,
            MemoryMode mode,
            FilePlan plan,
            LakeReader reader,
            IndexSearch indexes,
            Accounts accounts,
            FeatureReader features,
            Optional<TakenBack> takenBack,
            HiddenRows hiddenRows,
            KeyDigests digests) {
        this.session = session;
        this.mode = mode;
        this.plan = plan;
        this.reader = reader;
        this.indexes = indexes;
        this.accounts = accounts;
        this.features = features;
        this.takenBack = takenBack;
        this.hiddenRows = hiddenRows;
        this.digests = digests;
    }

    /**
     * Folds all posts that a search finds, wherever it starts and ends. There must be no table {@code matches}.
     *
     * @param names whom the search names
     */
    public <T> T fold(SearchCriteria criteria, Names names, PostFold<T> fold) {
        return fold(criteria, names, fold, new Narrowing(ENOUGH, Optional::empty));
    }

    /** The same of fewer and fewer posts. */
    public <T> T fold(SearchCriteria criteria, Names names, PostFold<T> fold, Narrowing narrowing) {
        fold.begin(session);
        takenBack.ifPresent(TakenBack::restart);
        PostFilter filter = PostFilter.of(
                new SearchCriteria(criteria.condition(), criteria.range(), 1), names, Order.NEWEST.start());
        if (!filter.isNever() && !(isOfAll(criteria, fold) && foldWhole(filter.range(), fold))) {
            Matches matches = Matches.create(session, mode, Order.NEWEST, shape(fold.columns()));
            foldAll(criteria, filter, matches, fold, narrowing);
            matches.drop();
        }
        return fold.end(session);
    }

    /**
     * What a fold still needs.
     *
     * @param enough so many posts are folded together, if memory allows for as many
     * @param restriction what posts must meet that are yet to be read; empty if all are needed
     */
    public record Narrowing(int enough, Supplier<Optional<ConditionSql.Part>> restriction) {}

    /** How many hours were read by the fold that read most. */
    public int hoursRead() {
        return hoursRead;
    }

    /** Whether nothing is asked of posts but their time, so that it pays to know all rows that nobody may see. */
    private boolean isOfAll(SearchCriteria criteria, PostFold<?> fold) {
        return mode == MemoryMode.USUAL
                && takenBack.isEmpty()
                && criteria.condition().equals(Condition.ANYTHING)
                && fold.onlyReads()
                && fold.features().isEmpty();
    }

    /** Folds posts where they are, without those that are known to be hidden; does nothing if these are not to be known. */
    private boolean foldWhole(TimeRange range, PostFold<?> fold) {
        NavigableMap<HourKey, List<PlannedFile>> hours = plan.posts(range.start(), range.end());
        Optional<Map<LakeFile, BitSet>> hidden = hiddenRows.of(hours);
        hidden.ifPresent(rows -> {
            WholePosts posts = new WholePosts(session, reader, rows, columns(fold.columns()));
            HourWalk walk = new HourWalk(hours, Order.NEWEST, PlannedFile::size);
            while (walk.hasNext()) {
                posts.pass(walk.next(WHOLE_BYTES).files(), range, () -> fold.add(session));
            }
            hoursRead = Math.max(hoursRead, hours.size());
        });
        return hidden.isPresent();
    }

    private void foldAll(
            SearchCriteria criteria, PostFilter filter, Matches matches, PostFold<?> fold, Narrowing narrowing) {
        HiddenPosts hidden =
                new HiddenPosts(session, plan, reader, matches, accounts, Optional.of(digests), takenBack);
        TimeRange range = filter.range();
        RowFinder finder = mode == MemoryMode.USUAL
                ? indexes.finder(criteria.condition(), range, Order.NEWEST)
                : RowFinder.ANY;
        PostReading reading = new PostReading(reader, finder);
        HourWalk walk = new HourWalk(plan.posts(range.start(), range.end()), Order.NEWEST, reading::cost);
        int enough = Math.min(narrowing.enough, mode == MemoryMode.USUAL ? ENOUGH : ENOUGH_IF_CAREFUL);
        long size = FIRST_CHUNK_BYTES;
        long sizeRead = 0;
        while (walk.hasNext()) {
            HourWalk.Chunk chunk = walk.next(features.atMost(size));
            reading.read(features.load(chunk), Long.MAX_VALUE, new AddAll(matches, filter.with(narrowing.restriction.get())));
            sizeRead += chunk.bytes();
            int found = matches.count();
            size = nextSize(size, sizeRead, found, enough);
            if (!walk.hasNext() || found >= enough) {
                hidden.remove(Matches.Span.of(1));
                fold.add(session);
                accounts.clear();
                matches.clear();
                sizeRead = 0;
            }
        }
        hoursRead = Math.max(hoursRead, reading.hours());
    }

    /** As much as should hold what is missing, going by what was found so far, but no sudden leap. */
    private static long nextSize(long size, long sizeRead, int found, int enough) {
        double missing = found < enough ? enough - found : enough;
        double most = Math.min((double) size * GROWTH, MOST_CHUNK_BYTES);
        return (long) Math.clamp(missing * sizeRead / Math.max(1, found), FIRST_CHUNK_BYTES, most);
    }

    private record AddAll(Matches matches, PostFilter filter) implements PostReading.Target {
        @Override
        public void files(List<String> paths) {
            matches.add(1, paths, filter, Integer.MAX_VALUE);
        }

        @Override
        public void rows(List<String> path, List<RowRange> rows) {
            matches.add(1, path, rows, filter, Integer.MAX_VALUE);
        }
    }

    private static List<PostColumn> columns(List<PostColumn> further) {
        List<PostColumn> all = new ArrayList<>(KEYS);
        further.stream().filter(column -> KEYS.stream().noneMatch(key -> key.name().equals(column.name()))).forEach(all::add);
        return all;
    }

    private static Matches.Shape shape(List<PostColumn> further) {
        List<PostColumn> all = columns(further);
        return new Matches.Shape(
                all.stream().map(column -> column.select() + " AS " + column.name()).collect(Collectors.joining(", ")),
                all.stream().map(column -> column.name() + " " + column.type()).collect(Collectors.joining(", ")));
    }
}
