package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.accounts.NamedAccounts;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.filter.ConditionSql;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.index.RowRange;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.posts.TakenBack;
import dev.skytrove.query.read.HourWalk;
import dev.skytrove.query.read.PostReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final PostColumn SORT_AT = PostColumn.of("sort_at", "TIMESTAMPTZ");

    /** What hides posts is found by these. */
    private static final List<PostColumn> KEYS = List.of(
            new PostColumn("uri", "VARCHAR", Matches.URI),
            PostColumn.of("author_did", "VARCHAR"),
            PostColumn.of("rkey", "VARCHAR"),
            PostColumn.of("rev", "VARCHAR"),
            PostColumn.of("indexed_at", "TIMESTAMPTZ"),
            SORT_AT);

    private final QueriedLake lake;
    private int hoursRead;
    private boolean missedHiddenRows;

    /** Reads nothing yet. */
    public PostFolder(QueriedLake lake) {
        this.lake = lake;
    }

    /**
     * Folds all posts that a search finds, wherever it starts and ends. There must be no table {@code matches}.
     *
     * @param names whom the search names
     */
    public <T> T fold(SearchCriteria criteria, NamedAccounts names, PostFold<T> fold) {
        return fold(criteria, names, fold, new Narrowing(ENOUGH, Optional::empty));
    }

    /** The same of fewer and fewer posts. */
    public <T> T fold(SearchCriteria criteria, NamedAccounts names, PostFold<T> fold, Narrowing narrowing) {
        fold.begin(lake.session());
        lake.view().takenBack().ifPresent(TakenBack::restart);
        PostFilter filter = PostFilter.of(
                new SearchCriteria(criteria.condition(), criteria.range(), 1), names, Order.NEWEST.start());
        if (!filter.isNever() && !(isOfAll(criteria, fold) && foldWhole(filter.range(), fold))) {
            foldAll(criteria, filter, fold, narrowing);
        }
        return fold.end(lake.session());
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

    /** Whether a fold would have taken less had it been known which rows nobody may see, and that can be found without fetching. */
    boolean missedHiddenRows() {
        return missedHiddenRows;
    }

    /** Finds out which rows of a range nobody may see, for later folds. */
    void findHidden(TimeRange range) {
        if (lake.hiddenRows().of(lake.plan().posts(range.start(), range.end())).isPresent()) {
            lake.kept().changed();
        }
    }

    /** Whether nothing is asked of posts but their time, so that it pays to know all rows that nobody may see. */
    private boolean isOfAll(SearchCriteria criteria, PostFold<?> fold) {
        return lake.mode() == MemoryMode.USUAL
                && lake.view().takenBack().isEmpty()
                && criteria.condition().equals(Condition.ANYTHING)
                && fold.onlyReads()
                && fold.features().isEmpty();
    }

    /** Folds posts where they are, without those that are known to be hidden; does nothing if these are not to be known. */
    private boolean foldWhole(TimeRange range, PostFold<?> fold) {
        NavigableMap<HourKey, List<PlannedFile>> hours = lake.plan().posts(range.start(), range.end());
        Optional<Map<LakeFile, BitSet>> hidden = lake.hiddenRows().of(hours);
        hidden.ifPresent(rows -> {
            if (!foldCounts(hours, range, rows, fold)) {
                foldFiles(hours, range, rows, fold);
            }
            lake.kept().changed();
            hoursRead = Math.max(hoursRead, hours.size());
        });
        return hidden.isPresent();
    }

    private void foldFiles(
            NavigableMap<HourKey, List<PlannedFile>> hours, TimeRange range, Map<LakeFile, BitSet> hidden, PostFold<?> fold) {
        WholePosts posts = new WholePosts(lake.session(), lake.reader(), hidden, columns(fold.columns()));
        HourWalk walk = new HourWalk(hours, Order.NEWEST, PlannedFile::size);
        while (walk.hasNext()) {
            posts.pass(walk.next(WHOLE_BYTES).files(), range, local -> fold.add(lake.session()));
        }
    }

    /** Gives a fold that only counts what is known of files, or is counted once; returns whether it did. */
    private boolean foldCounts(
            NavigableMap<HourKey, List<PlannedFile>> hours, TimeRange range, Map<LakeFile, BitSet> hidden, PostFold<?> fold) {
        Optional<KeyCounting> counting = fold.counting();
        if (counting.isEmpty()) {
            return false;
        }
        List<PlannedFile> files = hours.values().stream().flatMap(List::stream).toList();
        CountedPosts posts = new CountedPosts(lake.session(), lake.reader(), hidden, lake.kept().counts());
        List<List<KeyCounts>> all = new ArrayList<>();
        for (CountedBy by : counting.get().by()) {
            Optional<List<KeyCounts>> counts = posts.of(files, range, by);
            if (counts.isEmpty()) {
                return false;
            }
            all.add(counts.get());
        }
        counting.get().take(lake.session(), all);
        return true;
    }

    private void foldAll(SearchCriteria criteria, PostFilter filter, PostFold<?> fold, Narrowing narrowing) {
        TimeRange range = filter.range();
        NavigableMap<HourKey, List<PlannedFile>> hours = lake.plan().posts(range.start(), range.end());
        RowFinder finder = lake.mode() == MemoryMode.USUAL
                ? lake.indexes().finder(criteria.condition(), range, Order.NEWEST)
                : RowFinder.ANY;
        PostReading reading = new PostReading(lake.reader(), lake.finder(range, filter.authors(), finder), filter.authors());
        boolean keys = areKeysNeeded(fold);
        Optional<Map<LakeFile, BitSet>> known = keys ? Optional.empty() : lake.hiddenRows().ifKnown(hours);
        missedHiddenRows |= !keys && known.isEmpty() && lake.hiddenRows().canBeFound(hours);
        List<PostColumn> columns = known.isEmpty() ? columns(fold.columns()) : withTime(fold.columns());
        Matches matches = Matches.create(lake.session(), lake.mode(), Order.NEWEST, shape(columns));
        Adder adder = known.isEmpty() ? new HidingAdder(reading, matches) : new ShownAdder(reading, known.get(), columns);
        HourWalk walk = new HourWalk(hours, Order.NEWEST, reading::cost);
        int enough = Math.min(narrowing.enough, lake.mode() == MemoryMode.USUAL ? ENOUGH : ENOUGH_IF_CAREFUL);
        long size = FIRST_CHUNK_BYTES;
        long sizeRead = 0;
        while (walk.hasNext()) {
            HourWalk.Chunk chunk = walk.next(lake.features().atMost(size));
            adder.add(lake.features().load(chunk), filter.with(narrowing.restriction.get()));
            sizeRead += chunk.bytes();
            int found = matches.count();
            size = nextSize(size, sizeRead, found, enough);
            if (!walk.hasNext() || found >= enough) {
                adder.end();
                fold.add(lake.session());
                lake.accounts().clear();
                sizeRead = 0;
            }
            if (walk.hasNext() && found >= enough) {
                matches.clear();
            }
        }
        matches.drop();
        hoursRead = Math.max(hoursRead, reading.hours());
    }

    /** Whether posts are to be known one by one: to be folded, or to be looked up in what hides them. */
    private boolean areKeysNeeded(PostFold<?> fold) {
        return lake.mode() != MemoryMode.USUAL || lake.view().takenBack().isPresent() || fold.needsKeys();
    }

    /** Puts posts that meet a condition into the matches. */
    private interface Adder {
        void add(List<PlannedFile> files, PostFilter filter);

        /** Leaves those that may be seen, when a part is complete. */
        void end();
    }

    /** Finds out afterwards what is hidden of it. */
    private final class HidingAdder implements Adder {
        private final PostReading reading;
        private final Matches matches;
        private final HiddenPosts hidden;

        HidingAdder(PostReading reading, Matches matches) {
            this.reading = reading;
            this.matches = matches;
            this.hidden = lake.hidden(matches);
        }

        @Override
        public void add(List<PlannedFile> files, PostFilter filter) {
            reading.read(files, Long.MAX_VALUE, new AddAll(matches, filter));
        }

        @Override
        public void end() {
            hidden.remove(Matches.Span.of(1));
        }
    }

    /** Leaves out what is known to be hidden. */
    private final class ShownAdder implements Adder {
        private final ShownPosts posts;

        ShownAdder(PostReading reading, Map<LakeFile, BitSet> hidden, List<PostColumn> columns) {
            this.posts = new ShownPosts(lake.session(), reading, hidden, columns);
        }

        @Override
        public void add(List<PlannedFile> files, PostFilter filter) {
            posts.add(files, filter);
        }

        @Override
        public void end() {
            // None is hidden.
        }
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

    private static List<PostColumn> withTime(List<PostColumn> further) {
        return Stream.concat(Stream.of(SORT_AT), further.stream()).toList();
    }

    private static Matches.Shape shape(List<PostColumn> all) {
        return new Matches.Shape(
                all.stream().map(column -> column.select() + " AS " + column.name()).collect(Collectors.joining(", ")),
                all.stream().map(column -> column.name() + " " + column.type()).collect(Collectors.joining(", ")));
    }
}
