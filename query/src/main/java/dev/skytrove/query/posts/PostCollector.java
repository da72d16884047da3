package dev.skytrove.query.posts;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.accounts.NamedAccounts;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.index.RowRange;
import dev.skytrove.query.read.HourWalk;
import dev.skytrove.query.read.PostReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Finds the posts of a search, reading as few hours as possible.
 *
 * <p>Hours are read in the order of the search, from the newest to the oldest or the other way. A row's {@code sort_at}
 * lies before the end of its hour, and at most an hour before its start. So once the hours down to one are read, all posts
 * whose {@code sort_at} is not before that hour's start are known; and once the hours up to one are, all before its start.
 * As soon as these are enough, hidden ones are taken out; if too few remain, a further round continues behind them.
 */
public final class PostCollector {
    private static final long FIRST_CHUNK_BYTES = 16L << 20;

    /** Of the first chunk, this much is searched before the rest: often it has enough, and the rest only has to show that. */
    private static final long FIRST_SLICE_BYTES = 10L << 20;

    /** Of posts of accounts an hour has few, which are found by statistics and Bloom filters. */
    private static final long FIRST_CHUNK_BYTES_OF_AUTHORS = 128L << 20;

    private static final int GROWTH = 4;

    /** They may lie on disk meanwhile. Not too few: each round but the first reads an hour again. */
    private static final int MOST_WANTED = 1 << 18;

    private final SearchCriteria criteria;
    private final NamedAccounts names;
    private final FilePlan plan;
    private final PostReading reading;
    private final Matches matches;
    private final Target target;
    private final FeatureReader features;

    /** What becomes of the posts of a round. */
    public interface Target {
        /** Takes out the hidden ones. */
        void take(int round);

        /** How many there are now, those of earlier rounds included. */
        int count();
    }

    /**
     * Finds nothing yet.
     *
     * @param names whom the criteria name
     * @param reading of this search alone
     */
    public PostCollector(
            SearchCriteria criteria,
            NamedAccounts names,
            FilePlan plan,
            PostReading reading,
            Matches matches,
            Target target,
            FeatureReader features) {
        this.criteria = criteria;
        this.names = names;
        this.plan = plan;
        this.reading = reading;
        this.matches = matches;
        this.target = target;
        this.features = features;
    }

    /** Hands over the first {@code needed} posts and maybe more, or all if there are fewer. */
    public void collect(int needed) {
        Position from = criteria.after();
        int wanted = 0;
        int found = 0;
        for (int round = 1; found < needed; round++) {
            int missing = needed - found;
            // Some will be hidden; where nearly all are, rounds must not become many.
            wanted = Math.clamp(Math.max(missing + missing / 8L + 16, (long) wanted * GROWTH), 1, MOST_WANTED);
            Optional<Position> next = find(round, from, wanted);
            target.take(round);
            if (next.isEmpty()) {
                return;
            }
            found = target.count();
            from = next.get();
        }
    }

    /** How many hours were read. */
    public int hoursRead() {
        return reading.hours();
    }

    /** How many more hours are in the range asked for. */
    public int hoursSkipped() {
        return hours(criteria.after()).size() - hoursRead();
    }

    private Optional<Position> find(int round, Position from, int wanted) {
        PostFilter filter = PostFilter.of(criteria, names, from);
        if (filter.isNever()) {
            return Optional.empty();
        }
        Search search = new Search(round, filter, wanted);
        HourWalk walk = new HourWalk(hours(from), criteria.order(), reading::cost);
        long size = filter.isOfAuthors() ? FIRST_CHUNK_BYTES_OF_AUTHORS : FIRST_CHUNK_BYTES;
        long slice = filter.isOfAuthors() ? Long.MAX_VALUE : FIRST_SLICE_BYTES;
        long sizeRead = 0;
        while (walk.hasNext()) {
            HourWalk.Chunk chunk = walk.next(features.atMost(size));
            reading.read(features.load(chunk), slice, search);
            // Later chunks are about as much as is needed: one statement keeps all threads busy.
            slice = Long.MAX_VALUE;
            int found = search.added == 0 || !walk.hasNext() ? 0 : matches.countKnown(round, chunk.start());
            if (found >= wanted && walk.hasNext()) {
                return Optional.of(matches.cut(round, chunk.start(), wanted));
            }
            sizeRead += chunk.bytes();
            size = nextSize(size, sizeRead, found, wanted);
        }
        return search.added < wanted ? Optional.empty() : matches.cutLast(round, wanted);
    }

    /** One round's reading: the more was found, the less is looked for. */
    private final class Search implements PostReading.Target {
        private final int round;
        private final int wanted;
        private PostFilter filter;
        private long added;

        Search(int round, PostFilter filter, int wanted) {
            this.round = round;
            this.filter = filter;
            this.wanted = wanted;
        }

        @Override
        public void files(List<String> paths) {
            narrow();
            added += matches.add(round, paths, filter, wanted);
        }

        @Override
        public void rows(List<String> path, List<RowRange> rows) {
            narrow();
            added += matches.add(round, path, rows, filter, wanted);
        }

        /** Only before more is read, since it takes a statement. */
        private void narrow() {
            if (added >= wanted) {
                matches.last(round, wanted).ifPresent(last -> filter = filter.upTo(last));
            }
        }
    }

    /** As much as should hold what is missing, going by what was found so far, but no sudden leap. */
    private static long nextSize(long size, long sizeRead, int found, int wanted) {
        double estimate = 1.25 * sizeRead * (wanted - found) / Math.max(1, found);
        return (long) Math.clamp(estimate, FIRST_CHUNK_BYTES, (double) size * GROWTH);
    }

    /** Behind a place, no {@code sort_at} is before the place's own in order. */
    private NavigableMap<HourKey, List<PlannedFile>> hours(Position from) {
        TimeRange range = criteria.range();
        return switch (criteria.order()) {
            case NEWEST -> {
                Instant end = from.sortAt().plus(1, ChronoUnit.MICROS);
                yield plan.posts(range.start(), end.isBefore(range.end()) ? end : range.end());
            }
            case OLDEST ->
                plan.posts(from.sortAt().isAfter(range.start()) ? from.sortAt() : range.start(), range.end());
        };
    }
}
