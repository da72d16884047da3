package dev.skytrove.query.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.index.MonthIndexListing;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.files.LakeChangedException;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.files.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rows of files of posts can meet the condition of one query, as far as word indexes tell. Whatever is wrong with an
 * index, the query goes on without it. Indexes are looked at when a file of their day is first asked for: one at first,
 * then twice as many at a time, or that of a whole month, if what is left of it is not less.
 */
final class IndexedPosts implements RowFinder {
    private static final Logger log = LoggerFactory.getLogger(IndexedPosts.class);

    private static final int MOST_AT_ONCE = 16;

    private final KnownIndexes known;
    private final LocalFiles files;
    private final Session session;
    private final Needed needed;
    private final Supplier<IndexListing> listing;
    private final TimeRange range;
    private final Order order;
    private final long mostBytes;
    private final IndexClaims claims;
    private final MonthPosts ofMonths;

    /** What is known of the files of each month that was looked at as a whole. */
    private final Map<YearMonth, Map<LakeFile, Optional<List<RowRange>>>> months = new HashMap<>();

    /** What is known of the files of each day that was looked at. */
    private final Map<Instant, Map<LakeFile, List<RowRange>>> days = new HashMap<>();

    private int atOnce = 1;

    /**
     * Those of a query.
     *
     * @param listing waits for the indexes
     * @param mostBytes how large those that are looked at together may be
     */
    IndexedPosts(
            KnownIndexes known,
            LocalFiles files,
            Session session,
            Needed needed,
            Supplier<IndexListing> listing,
            TimeRange range,
            Order order,
            long mostBytes) {
        this.known = known;
        this.files = files;
        this.session = session;
        this.needed = needed;
        this.listing = listing;
        this.range = range;
        this.order = order;
        this.mostBytes = mostBytes;
        this.claims = new IndexClaims(known, session);
        this.ofMonths = new MonthPosts(known, files, session, needed, claims);
    }

    @Override
    public Optional<List<RowRange>> rows(PlannedFile file) {
        Instant day = day(file.file().hour().start());
        if (!days.containsKey(day)) {
            Map<LakeFile, Optional<List<RowRange>>> month = month(day);
            if (month.containsKey(file.file())) {
                return month.get(file.file());
            }
            lookUp(day);
        }
        return Optional.ofNullable(days.get(day).get(file.file()));
    }

    @Override
    public void opened(PlannedFile file, LongSupplier rows) {
        claims.opened(file, rows);
    }

    @Override
    public void reads(PlannedFile file, FilePart part) {
        claims.reads(file, part);
    }

    /** What is known of the files of the month that a day is in; nothing if its days are looked at one by one. */
    private Map<LakeFile, Optional<List<RowRange>>> month(Instant day) {
        YearMonth month = MonthIndex.month(day);
        Optional<MonthIndexListing.Entry> index = months.containsKey(month) || !ofMonths.isUseful()
                ? Optional.empty()
                : listing.get().months().newest(month).filter(entry -> isWorthwhile(entry, day));
        index.ifPresent(entry -> months.put(month, find(entry, day)));
        return months.getOrDefault(month, Map.of());
    }

    /** Whether the index of a month tells of its files. */
    private boolean isKnown(YearMonth month) {
        return !months.getOrDefault(month, Map.of()).isEmpty();
    }

    /** Whether a month's index is to be read, and not those of its days that are left. */
    private boolean isWorthwhile(MonthIndexListing.Entry index, Instant day) {
        if (known.isRejected(index.words().name()) || index.words().size() > mostBytes) {
            return false;
        }
        boolean hasOwn = listing.get().newest().containsKey(day);
        return !hasOwn || (!days.isEmpty() && index.words().size() <= bytesLeft(day));
    }

    /** How large the indexes are of a day and of those of its month that follow in the order of the query. */
    private long bytesLeft(Instant day) {
        YearMonth month = MonthIndex.month(day);
        return following(day).values().stream()
                .filter(index -> MonthIndex.month(index.file().day()).equals(month))
                .filter(index -> isInRange(index) && !days.containsKey(index.file().day()))
                .mapToLong(IndexListing.Entry::size)
                .sum();
    }

    private Map<LakeFile, Optional<List<RowRange>>> find(MonthIndexListing.Entry index, Instant day) {
        long instead = listing.get().newest().containsKey(day) ? bytesLeft(day) : mostBytes;
        try {
            return ofMonths.find(index, Math.min(mostBytes, instead));
        } catch (LakeChangedException e) {
            log.info("an index went: {}", e.getMessage());
        } catch (StorageException e) {
            log.warn("searching without the index of {}: {}", index.index().month(), e.getMessage());
        } catch (IOException | QueryFailedException e) {
            known.reject(index.words().name(), index.size(), e);
            // Damaged copies are fetched anew when it is looked at again.
            files.discardObject(index.words().name());
            files.discardObject(index.postings().name());
        }
        return Map.of();
    }

    /** Whether indexes can say anything of it. */
    static boolean isUseful(Needed needed) {
        int pieces = needed.pieces().size();
        return pieces > 0 && pieces <= Dictionary.MOST_PIECES;
    }

    private static Instant day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS);
    }

    private void lookUp(Instant day) {
        days.put(day, Map.of());
        List<IndexListing.Entry> next = next(day);
        if (next.isEmpty()) {
            return;
        }
        next.forEach(index -> days.put(index.file().day(), Map.of()));
        atOnce = Math.min(MOST_AT_ONCE, 2 * atOnce);
        List<StoredObject> objects =
                next.stream().map(index -> new StoredObject(index.file().name(), index.size())).toList();
        try (LocalFiles.Pinned pinned = files.pinObjects(objects)) {
            for (int i = 0; i < next.size(); i++) {
                lookUp(next.get(i), pinned.paths().get(i));
            }
        } catch (LakeChangedException e) {
            log.info("an index went: {}", e.getMessage());
        } catch (StorageException e) {
            log.warn("searching without indexes: {}", e.getMessage());
        }
    }

    private void lookUp(IndexListing.Entry index, Path path) {
        try {
            days.put(index.file().day(), lookUp(index, path, known.contents(index, path)));
        } catch (IOException | QueryFailedException e) {
            if (!path.toFile().exists()) {
                log.info("{} went", index.file().name());
                return;
            }
            known.reject(index.file().name(), index.size(), e);
            // A damaged copy is fetched anew when it is looked at again.
            files.discardObject(index.file().name());
        }
    }

    private Map<LakeFile, List<RowRange>> lookUp(IndexListing.Entry index, Path path, IndexContents contents) {
        if (contents.files().isEmpty()) {
            return Map.of();
        }
        Dictionary dictionary = new Dictionary(session, path, contents);
        Set<String> common = dictionary.common(needed.pieces());
        Needed left = needed.without(common::contains);
        Set<String> pieces = left.pieces();
        if (pieces.isEmpty()) {
            return Map.of();
        }
        BitSet blocks = left.blocks(dictionary.blocks(pieces)::get);
        IndexClaims.Told told = new IndexClaims.Told(left, blocks);
        claims.add(index.file().name(), index.size(), contents, file -> told);
        return BlockRows.of(contents, blocks);
    }

    /** The index of a day and those that follow in the order of the query; none if the day has none. */
    private List<IndexListing.Entry> next(Instant day) {
        List<IndexListing.Entry> next = new ArrayList<>();
        long bytes = 0;
        for (IndexListing.Entry index : following(day).values()) {
            boolean first = index.file().day().equals(day);
            bytes += index.size();
            if (!first && isKnown(MonthIndex.month(index.file().day()))) {
                break;
            }
            if (next.size() == atOnce || bytes > mostBytes || (next.isEmpty() && !first) || !isInRange(index)) {
                break;
            }
            if (!known.isRejected(index.file().name()) && (first || !days.containsKey(index.file().day()))) {
                next.add(index);
            }
        }
        return next;
    }

    private NavigableMap<Instant, IndexListing.Entry> following(Instant day) {
        NavigableMap<Instant, IndexListing.Entry> newest = listing.get().newest();
        return order == Order.NEWEST ? newest.headMap(day, true).descendingMap() : newest.tailMap(day, true);
    }

    private boolean isInRange(IndexListing.Entry index) {
        Instant day = index.file().day();
        // A post may have been indexed up to an hour after the time that it is sorted by.
        return day.isBefore(day(range.end().plus(1, ChronoUnit.HOURS)).plus(1, ChronoUnit.DAYS))
                && !day.isBefore(day(range.start()));
    }
}
