package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.MonthDigest;
import dev.skytrove.lake.index.MonthDigestListing;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digests of a kind that one query may read instead of files. One counts only if the files that its name stands for are
 * those that are live in all of its days: names alone decide. Whatever is wrong with them, files are read. Not for use by
 * several threads at once.
 */
final class MonthDigests {
    private static final Logger log = LoggerFactory.getLogger(MonthDigests.class);

    /** What it costs to ask for a file, in bytes that could be read meanwhile. */
    private static final long FILE_BYTES = 1L << 16;

    private final DigestKind kind;

    /** Empty where none is to be read. */
    private final Optional<ObjectStore> store;

    /** The first hour that the query has listed. */
    private final HourKey listedFrom;

    private Optional<MonthDigestListing> listing = Optional.empty();

    /** Of each month that was looked at the digest that counts. */
    private final Map<YearMonth, Optional<MonthDigestListing.Entry>> months = new HashMap<>();

    private MonthDigests(DigestKind kind, Optional<ObjectStore> store, HourKey listedFrom) {
        this.kind = kind;
        this.store = store;
        this.listedFrom = listedFrom;
    }

    /** Those of each kind, of a lake of which the files are listed from an hour on. */
    static Map<DigestKind, MonthDigests> ofAll(ObjectStore store, HourKey listedFrom) {
        Map<DigestKind, MonthDigests> all = new EnumMap<>(DigestKind.class);
        for (DigestKind kind : DigestKind.values()) {
            all.put(kind, of(store, kind, listedFrom));
        }
        return all;
    }

    /** Those of a kind. */
    private static MonthDigests of(ObjectStore store, DigestKind kind, HourKey listedFrom) {
        return new MonthDigests(kind, Optional.of(store), listedFrom);
    }

    /** None. */
    static Map<DigestKind, MonthDigests> none() {
        Map<DigestKind, MonthDigests> all = new EnumMap<>(DigestKind.class);
        for (DigestKind kind : DigestKind.values()) {
            all.put(kind, new MonthDigests(kind, Optional.empty(), HourKey.ofNumber(0)));
        }
        return all;
    }

    /**
     * What to read of an hour and later.
     *
     * @param live the live files of the table, as listed
     * @param near the hours of which all files are to be read, asked for if there may be a digest of some
     */
    HidingRows choose(
            NavigableMap<HourKey, List<PlannedFile>> live, HourKey from, Supplier<Set<HourKey>> near) {
        NavigableMap<HourKey, List<PlannedFile>> wanted = live.tailMap(from, true);
        if (store.isEmpty() || wanted.isEmpty() || countOld(wanted, Set.of()) <= MonthDigest.FEW) {
            return HidingRows.of(files(wanted));
        }
        Set<HourKey> read = near.get();
        if (countOld(wanted, read) <= MonthDigest.FEW) {
            return HidingRows.of(files(wanted));
        }
        List<HidingRows.Digest> digests = new ArrayList<>();
        List<PlannedFile> rest = new ArrayList<>();
        Map<YearMonth, NavigableMap<HourKey, List<PlannedFile>>> byMonth = new TreeMap<>();
        wanted.forEach((hour, files) ->
                byMonth.computeIfAbsent(MonthDigest.month(hour), month -> new TreeMap<>()).put(hour, files));
        byMonth.forEach((month, hours) -> {
            Optional<MonthDigestListing.Entry> digest = digest(month, live);
            HourKey end = digest.map(entry -> HourKey.of(entry.digest().end())).orElse(hours.firstKey());
            Map<Boolean, List<PlannedFile>> old = hours.headMap(end, false).values().stream()
                    .flatMap(List::stream)
                    .collect(Collectors.partitioningBy(file -> read.contains(file.file().hour())));
            List<PlannedFile> covered = old.get(false);
            if (digest.isPresent() && digest.get().size() + FILE_BYTES < cost(covered)) {
                digests.add(new HidingRows.Digest(
                        new StoredObject(digest.get().digest().name(), digest.get().size()), covered));
                rest.addAll(old.get(true));
                rest.addAll(files(hours.tailMap(end, true)));
            } else {
                rest.addAll(files(hours));
            }
        });
        return new HidingRows(digests, rest);
    }

    /** Digests are of days that are over. */
    private static long countOld(NavigableMap<HourKey, List<PlannedFile>> hours, Set<HourKey> read) {
        Instant today = hours.lastKey().day();
        return hours.entrySet().stream()
                .filter(hour -> hour.getKey().start().isBefore(today) && !read.contains(hour.getKey()))
                .mapToLong(hour -> hour.getValue().size())
                .sum();
    }

    private static long cost(List<PlannedFile> files) {
        return files.stream().mapToLong(file -> file.size() + FILE_BYTES).sum();
    }

    private static List<PlannedFile> files(NavigableMap<HourKey, List<PlannedFile>> hours) {
        return hours.values().stream().flatMap(List::stream).toList();
    }

    private Optional<MonthDigestListing.Entry> digest(
            YearMonth month, NavigableMap<HourKey, List<PlannedFile>> live) {
        if (!months.containsKey(month)) {
            try {
                months.put(month, listing().newest(month).filter(entry -> counts(entry.digest(), live)));
            } catch (StorageException e) {
                log.warn("searching without digests below {}: {}", kind.root(), e.getMessage());
                months.put(month, Optional.empty());
            }
        }
        return months.get(month);
    }

    /** Not before it is known that it may be of use. */
    private MonthDigestListing listing() {
        if (listing.isEmpty()) {
            listing = Optional.of(Waits.await(FilePlan.begin(() -> MonthDigestListing.of(store.orElseThrow(), kind))));
        }
        return listing.get();
    }

    private boolean counts(MonthDigest digest, NavigableMap<HourKey, List<PlannedFile>> live) {
        HourKey first = MonthDigest.firstHour(digest.month());
        List<LakeFile> files = new ArrayList<>();
        live.forEach((hour, some) -> {
            if (hour.compareTo(first) >= 0 && hour.start().isBefore(digest.end())) {
                some.forEach(file -> files.add(file.file()));
            }
        });
        if (listedFrom.compareTo(first) > 0) {
            files.addAll(before(first));
        }
        return kind.fingerprint(files).equals(digest.files());
    }

    /** The files of the month in which the listing begins that are before it. */
    private Collection<LakeFile> before(HourKey first) {
        return Waits.await(FilePlan.begin(() -> LakeListing.ofMonth(store.orElseThrow(), kind.table(), first))).live().stream()
                .map(LakeListing.Entry::file)
                .filter(file -> file.hour().compareTo(listedFrom) < 0)
                .toList();
    }
}
