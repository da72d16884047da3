package dev.skytrove.compact;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.index.MonthIndexListing;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which word indexes of months to write and to delete.
 *
 * @param writes of each month that is over and of which all days have their index, unless what is there is good enough and
 *     no larger than it may be
 * @param deletes objects of indexes that another has replaced for so long that no query can still read them, of those of
 *     which one object is missing, and of those of months without a file, or with so few posts that no index is small beside them
 * @param damaged how many are written because what is there is damaged
 */
record MonthIndexPlan(List<MonthIndexTask> writes, List<MonthIndexListing.Listed> deletes, int damaged) {
    /** So few days are looked up as fast one by one. */
    static final int FEW = 2;

    /**
     * An index is made anew when more than one of so many days has a file that it does not name: a search of the month
     * reads these days' own indexes, too, so its cost grows by as much.
     */
    private static final int DAYS_OF_A_STALE_ONE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(MonthIndexPlan.class);

    MonthIndexPlan {
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
    }

    /** Makes plans. */
    @Singleton
    static final class Maker {
        private final CompactConfig config;
        private final ObjectStore store;
        private final Clock clock;
        private final IndexShare share;

        @Inject
        Maker(CompactConfig config, ObjectStore store, Clock clock) {
            this(config, store, clock, IndexShare.USUAL);
        }

        Maker(CompactConfig config, ObjectStore store, Clock clock, IndexShare share) {
            this.config = config;
            this.store = store;
            this.clock = clock;
            this.share = share;
        }

        /**
         * Lists the indexes.
         *
         * @param days the files of each day that is over, of which it has or is to have an index
         * @param live the months that have any file
         */
        MonthIndexPlan make(Map<Instant, List<LakeListing.Entry>> days, Set<YearMonth> live) {
            Instant now = clock.instant();
            IndexListing indexes = IndexListing.of(store);
            Map<YearMonth, List<Instant>> months = new TreeMap<>();
            days.keySet().forEach(day ->
                    months.computeIfAbsent(MonthIndex.month(day), same -> new ArrayList<>()).add(day));
            List<MonthIndexTask> writes = new ArrayList<>();
            MadeAnew damaged = new MadeAnew(store);
            Set<YearMonth> kept = new HashSet<>(live);
            months.forEach((month, some) -> {
                boolean isOver = !MonthIndex.end(month).plus(config.margin()).isAfter(now);
                if (isOver && some.size() > FEW) {
                    long most = most(some, days, indexes);
                    if (IndexShare.isRoom(most)) {
                        task(month, some, days, indexes, most, damaged).ifPresent(writes::add);
                    } else {
                        kept.remove(month);
                    }
                }
            });
            return new MonthIndexPlan(
                    writes, old(indexes.months(), kept, now.minus(config.grace())), damaged.found());
        }

        private long most(List<Instant> days, Map<Instant, List<LakeListing.Entry>> files, IndexListing indexes) {
            long posts = days.stream()
                    .flatMap(day -> files.get(day).stream())
                    .mapToLong(LakeListing.Entry::size)
                    .sum();
            long ofDays = days.stream()
                    .map(indexes.newest()::get)
                    .filter(Objects::nonNull)
                    .mapToLong(IndexListing.Entry::size)
                    .sum();
            return share.ofMonth(posts, ofDays);
        }

        private Optional<MonthIndexTask> task(
                YearMonth month,
                List<Instant> days,
                Map<Instant, List<LakeListing.Entry>> files,
                IndexListing indexes,
                long most,
                MadeAnew damaged) {
            List<IndexListing.Entry> current = new ArrayList<>();
            for (Instant day : days) {
                IndexListing.Entry index = indexes.newest().get(day);
                if (index == null || !index.file().files().equals(IndexFile.fingerprint(names(files.get(day))))) {
                    return Optional.empty();
                }
                current.add(index);
            }
            List<LakeFile> all = days.stream().flatMap(day -> names(files.get(day)).stream()).toList();
            String fingerprint = IndexFile.fingerprint(all);
            boolean isGood = indexes.months()
                    .newest(month)
                    .filter(entry -> entry.size() <= most)
                    .filter(entry -> !damaged.includes(entry))
                    .filter(entry -> entry.index().files().equals(fingerprint) || isGoodEnough(entry, days, files))
                    .isPresent();
            return isGood
                    ? Optional.empty()
                    : Optional.of(new MonthIndexTask(
                            new MonthIndex(month, indexes.months().nextGeneration(month), fingerprint),
                            current,
                            all.size(),
                            most,
                            indexes.months().inTheWay(month)));
        }

        private boolean isGoodEnough(
                MonthIndexListing.Entry entry, List<Instant> days, Map<Instant, List<LakeListing.Entry>> files) {
            Set<LakeFile> named = named(entry);
            long stale = days.stream()
                    .filter(day -> !named.containsAll(names(files.get(day))))
                    .count();
            return stale * DAYS_OF_A_STALE_ONE <= days.size();
        }

        /** None if it cannot be read. */
        private Set<LakeFile> named(MonthIndexListing.Entry entry) {
            try {
                IndexContents contents = IndexContents.ofMonth(
                        ParquetEnd.metadata(store, entry.words().name(), entry.words().size()));
                return contents.files().stream().map(IndexContents.Indexed::file).collect(Collectors.toSet());
            } catch (ObjectNotFoundException | IOException e) {
                LOG.warn("{} is of no use, and made anew: {}", entry.words().name(), e.getMessage());
                return Set.of();
            }
        }
    }

    private static List<LakeFile> names(List<LakeListing.Entry> entries) {
        return entries.stream().map(LakeListing.Entry::file).toList();
    }

    private static List<MonthIndexListing.Listed> old(MonthIndexListing months, Set<YearMonth> live, Instant latest) {
        Stream<MonthIndexListing.Listed> spare = months.spare().stream()
                .filter(object -> months.newest(object.index().month())
                        .stream()
                        .allMatch(entry -> !entry.words().modifiedAt().isAfter(latest)));
        Stream<MonthIndexListing.Listed> ofNothing = months.newest().values().stream()
                .filter(entry -> !live.contains(entry.index().month()))
                .flatMap(entry -> Stream.of(entry.words(), entry.postings()));
        return Stream.concat(spare, ofNothing)
                .filter(object -> !object.modifiedAt().isAfter(latest))
                .toList();
    }
}
