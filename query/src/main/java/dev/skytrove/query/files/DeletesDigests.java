package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.DeletesDigest;
import dev.skytrove.lake.index.DeletesDigestListing;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digests of deletes that one query may read instead of files. One counts only if the files that its name stands for are
 * those that are live in all of its days: names alone decide. Whatever is wrong with them, files are read. Not for use by
 * several threads at once.
 */
final class DeletesDigests {
    private static final Logger log = LoggerFactory.getLogger(DeletesDigests.class);

    /** What it costs to ask for a file, in bytes that could be read meanwhile. */
    private static final long FILE_BYTES = 1L << 16;

    /** Empty where none is to be read. */
    private final Optional<ObjectStore> store;

    /** The first hour that the query has listed. */
    private final HourKey listedFrom;

    private Optional<DeletesDigestListing> listing = Optional.empty();

    /** Of each month that was looked at the digest that counts. */
    private final Map<YearMonth, Optional<DeletesDigestListing.Entry>> months = new HashMap<>();

    private DeletesDigests(Optional<ObjectStore> store, HourKey listedFrom) {
        this.store = store;
        this.listedFrom = listedFrom;
    }

    /** Those of a lake of which the deletes are listed from an hour on. */
    static DeletesDigests of(ObjectStore store, HourKey listedFrom) {
        return new DeletesDigests(Optional.of(store), listedFrom);
    }

    /** None. */
    static DeletesDigests none() {
        return new DeletesDigests(Optional.empty(), HourKey.ofNumber(0));
    }

    /**
     * What to read of the deletes of an hour and later.
     *
     * @param live the live files of deletes, as listed
     */
    HidingDeletes choose(NavigableMap<HourKey, List<PlannedFile>> live, HourKey from) {
        NavigableMap<HourKey, List<PlannedFile>> wanted = live.tailMap(from, true);
        if (store.isEmpty() || wanted.isEmpty() || countOld(wanted) <= DeletesDigest.FEW) {
            return new HidingDeletes(List.of(), files(wanted));
        }
        List<HidingDeletes.Digest> digests = new ArrayList<>();
        List<PlannedFile> rest = new ArrayList<>();
        Map<YearMonth, NavigableMap<HourKey, List<PlannedFile>>> byMonth = new TreeMap<>();
        wanted.forEach((hour, files) ->
                byMonth.computeIfAbsent(DeletesDigest.month(hour), month -> new TreeMap<>()).put(hour, files));
        byMonth.forEach((month, hours) -> {
            Optional<DeletesDigestListing.Entry> digest = digest(month, live);
            HourKey end = digest.map(entry -> HourKey.of(entry.digest().end())).orElse(hours.firstKey());
            List<PlannedFile> covered = files(hours.headMap(end, false));
            if (digest.isPresent() && digest.get().size() + FILE_BYTES < cost(covered)) {
                digests.add(new HidingDeletes.Digest(
                        new StoredObject(digest.get().digest().name(), digest.get().size()), covered));
                rest.addAll(files(hours.tailMap(end, true)));
            } else {
                rest.addAll(files(hours));
            }
        });
        return new HidingDeletes(digests, rest);
    }

    /** Digests are of days that are over. */
    private static long countOld(NavigableMap<HourKey, List<PlannedFile>> hours) {
        Instant today = hours.lastKey().day();
        return hours.entrySet().stream()
                .filter(hour -> hour.getKey().start().isBefore(today))
                .mapToLong(hour -> hour.getValue().size())
                .sum();
    }

    private static long cost(List<PlannedFile> files) {
        return files.stream().mapToLong(file -> file.size() + FILE_BYTES).sum();
    }

    private static List<PlannedFile> files(NavigableMap<HourKey, List<PlannedFile>> hours) {
        return hours.values().stream().flatMap(List::stream).toList();
    }

    private Optional<DeletesDigestListing.Entry> digest(
            YearMonth month, NavigableMap<HourKey, List<PlannedFile>> live) {
        if (!months.containsKey(month)) {
            try {
                months.put(month, listing().newest(month).filter(entry -> counts(entry.digest(), live)));
            } catch (StorageException e) {
                log.warn("searching without digests of deletes: {}", e.getMessage());
                months.put(month, Optional.empty());
            }
        }
        return months.get(month);
    }

    /** Not before it is known that it may be of use. */
    private DeletesDigestListing listing() {
        if (listing.isEmpty()) {
            listing = Optional.of(Waits.await(FilePlan.begin(() -> DeletesDigestListing.of(store.orElseThrow()))));
        }
        return listing.get();
    }

    private boolean counts(DeletesDigest digest, NavigableMap<HourKey, List<PlannedFile>> live) {
        HourKey first = DeletesDigest.firstHour(digest.month());
        List<LakeFile> files = new ArrayList<>();
        live.forEach((hour, some) -> {
            if (hour.compareTo(first) >= 0 && hour.start().isBefore(digest.end())) {
                some.forEach(file -> files.add(file.file()));
            }
        });
        if (listedFrom.compareTo(first) > 0) {
            files.addAll(before(first));
        }
        return IndexFile.fingerprint(files).equals(digest.files());
    }

    /** The files of the month in which the listing begins that are before it. */
    private Collection<LakeFile> before(HourKey first) {
        return Waits.await(FilePlan.begin(() -> LakeListing.ofMonth(store.orElseThrow(), Table.DELETES, first))).live().stream()
                .map(LakeListing.Entry::file)
                .filter(file -> file.hour().compareTo(listedFrom) < 0)
                .toList();
    }
}
