package dev.skytrove.lake.index;

import dev.skytrove.lake.storage.ObjectStore;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The digests of a kind as one listing saw them.
 *
 * @param newest the one that counts of each month
 * @param superseded all others
 */
public record MonthDigestListing(NavigableMap<YearMonth, Entry> newest, List<Entry> superseded) {
    /** No digests. */
    public static final MonthDigestListing NONE = new MonthDigestListing(new TreeMap<>(), List.of());

    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.digest().month())
            .thenComparingInt(entry -> entry.digest().generation())
            .thenComparing(entry -> entry.digest().name());

    /**
     * A digest that was listed.
     *
     * @param digest which one
     * @param size its length in bytes
     * @param modifiedAt when it was put, by the store's clock
     */
    public record Entry(MonthDigest digest, long size, Instant modifiedAt) {}

    /**
     * Lists all digests of a kind; objects with other names are left alone.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    public static MonthDigestListing of(ObjectStore store, DigestKind kind) {
        List<Entry> entries = new ArrayList<>();
        store.list(kind.root(), "", object -> MonthDigest.parse(kind, object.name())
                .ifPresent(digest -> entries.add(new Entry(digest, object.size(), object.modifiedAt()))));
        NavigableMap<YearMonth, Entry> newest = new TreeMap<>();
        List<Entry> superseded = new ArrayList<>();
        entries.stream().sorted(ORDER).forEach(entry -> {
            Entry older = newest.put(entry.digest().month(), entry);
            if (older != null) {
                superseded.add(older);
            }
        });
        return new MonthDigestListing(newest, List.copyOf(superseded));
    }

    /** The one that counts of a month. */
    public Optional<Entry> newest(YearMonth month) {
        return Optional.ofNullable(newest.get(month));
    }

    /** By which generation a digest of a month would supersede all others, but for those that are {@link #inTheWay}. */
    public int nextGeneration(YearMonth month) {
        return IndexGenerations.next(ofMonth(month).map(entry -> entry.digest().generation()).toList());
    }

    /** What would supersede a digest of a month of the next generation, since none is above it: it is to go. */
    public List<Entry> inTheWay(YearMonth month) {
        int next = nextGeneration(month);
        return ofMonth(month).filter(entry -> entry.digest().generation() > next).toList();
    }

    private Stream<Entry> ofMonth(YearMonth month) {
        return Stream.concat(newest(month).stream(), superseded.stream())
                .filter(entry -> entry.digest().month().equals(month));
    }
}
