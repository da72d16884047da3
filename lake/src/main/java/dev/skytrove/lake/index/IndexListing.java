package dev.skytrove.lake.index;

import dev.skytrove.lake.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The word indexes as one listing saw them.
 *
 * @param newest the one that counts of each day, by the day's first instant
 * @param superseded all others of days
 * @param months those of months
 * @param foreignNames how many objects have names that are not those of indexes; they are left alone
 */
public record IndexListing(
        NavigableMap<Instant, Entry> newest, List<Entry> superseded, MonthIndexListing months, int foreignNames) {
    /** No indexes. */
    public static final IndexListing NONE =
            new IndexListing(new TreeMap<>(), List.of(), MonthIndexListing.NONE, 0);

    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.file().day())
            .thenComparingInt(entry -> entry.file().generation())
            .thenComparing(entry -> entry.file().files());

    /**
     * An index that was listed.
     *
     * @param file which one
     * @param size its length in bytes
     * @param modifiedAt when it was put, by the store's clock
     */
    public record Entry(IndexFile file, long size, Instant modifiedAt) {}

    /**
     * Lists the indexes of a day and later, and those of its month and later.
     *
     * @param first any instant of the first day
     * @param proceed called before each object is looked at; what it throws ends the listing
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    public static IndexListing since(ObjectStore store, Instant first, Runnable proceed) {
        return after(store, IndexFile.prefix(first), proceed);
    }

    /** Lists all indexes. Throws what {@link #since} throws. */
    public static IndexListing of(ObjectStore store) {
        return after(store, "", () -> {});
    }

    private static IndexListing after(ObjectStore store, String startAfter, Runnable proceed) {
        List<Entry> entries = new ArrayList<>();
        MonthIndexListing.Collector months = new MonthIndexListing.Collector();
        int[] foreign = {0};
        proceed.run();
        store.list(IndexFile.ROOT, startAfter, object -> {
            proceed.run();
            Optional<IndexFile> day = IndexFile.parse(object.name());
            Optional<MonthIndex.Named> month = MonthIndex.parse(object.name());
            day.ifPresent(file -> entries.add(new Entry(file, object.size(), object.modifiedAt())));
            month.ifPresent(named -> months.add(named, object.size(), object.modifiedAt()));
            foreign[0] += day.isEmpty() && month.isEmpty() ? 1 : 0;
        });
        NavigableMap<Instant, Entry> newest = new TreeMap<>();
        List<Entry> superseded = new ArrayList<>();
        entries.stream().sorted(ORDER).forEach(entry -> {
            Entry older = newest.put(entry.file().day(), entry);
            if (older != null) {
                superseded.add(older);
            }
        });
        return new IndexListing(newest, List.copyOf(superseded), months.listing(), foreign[0]);
    }

    /** All of days, those that count first. */
    public List<Entry> all() {
        List<Entry> all = new ArrayList<>(newest.values());
        all.addAll(superseded);
        return all;
    }

    /** By which generation an index of a day would supersede all others, but for those that are {@link #inTheWay}. */
    public int nextGeneration(Instant day) {
        return IndexGenerations.next(ofDay(day).map(entry -> entry.file().generation()).toList());
    }

    /** What would supersede an index of a day of the next generation, since none is above it: it is to go. */
    public List<Entry> inTheWay(Instant day) {
        int next = nextGeneration(day);
        return ofDay(day).filter(entry -> entry.file().generation() > next).toList();
    }

    private Stream<Entry> ofDay(Instant day) {
        return all().stream().filter(entry -> entry.file().day().equals(day));
    }
}
