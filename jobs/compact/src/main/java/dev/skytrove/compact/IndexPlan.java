package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.storage.ObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which word indexes to write and to delete, from one listing of posts and indexes.
 *
 * @param writes of each day that is over the index of its merged hours, unless it is there and no larger than it may be
 * @param deletes what another index has replaced for so long that no query can still read it, and what is of no live file, or
 *     of a day with so few posts that no index is small beside them
 * @param days the merged files of each day that is over: those that its index is of, or will be
 * @param months the months that have any live file, but for days with so few posts
 * @param damaged how many are written because what is there is damaged
 * @param share how large indexes may be
 */
record IndexPlan(
        List<IndexTask> writes,
        List<IndexListing.Entry> deletes,
        Map<Instant, List<LakeListing.Entry>> days,
        Set<YearMonth> months,
        int damaged,
        IndexShare share) {
    IndexPlan {
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
    }

    /** The index of one of the days, which takes the place of all that are listed. */
    IndexTask task(Instant day, IndexListing listed) {
        List<LakeListing.Entry> files = days.get(day);
        return IndexTask.of(day, files, listed, share.ofDay(bytes(files)));
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

        /** Lists all of the lake's posts. */
        IndexPlan make() {
            Instant now = clock.instant();
            SettledFiles settled = SettledFiles.read(store, config, now);
            LakeListing posts = LakeListing.of(store, Table.POSTS);
            IndexListing indexes = IndexListing.of(store);
            List<MergeTask> hours = new SettledHours(settled, now, config.margin())
                    .tasks(posts).stream().filter(task -> task.files().size() == 1).toList();
            Map<Instant, List<LakeListing.Entry>> days = byDay(hours, now, config.margin());
            Set<Instant> small = days.keySet().stream()
                    .filter(day -> !IndexShare.isRoom(share.ofDay(bytes(days.get(day)))))
                    .collect(Collectors.toSet());
            days.keySet().removeAll(small);
            Set<Instant> live = posts.live().stream()
                    .map(entry -> entry.file().hour().day())
                    .filter(day -> !small.contains(day))
                    .collect(Collectors.toSet());
            Set<YearMonth> months = live.stream().map(MonthIndex::month).collect(Collectors.toSet());
            MadeAnew damaged = new MadeAnew(store);
            List<IndexTask> writes = writes(days, indexes, damaged);
            return new IndexPlan(
                    writes, deletes(live, indexes, now, config.grace()), days, months, damaged.found(), share);
        }

        private List<IndexTask> writes(
                Map<Instant, List<LakeListing.Entry>> days, IndexListing indexes, MadeAnew damaged) {
            List<IndexTask> writes = new ArrayList<>();
            days.forEach((day, files) -> {
                IndexTask task = IndexTask.of(day, files, indexes, share.ofDay(bytes(files)));
                IndexListing.Entry newest = indexes.newest().get(day);
                if (newest == null
                        || !newest.file().files().equals(task.index().files())
                        || newest.size() > task.most()
                        || damaged.includes(newest)) {
                    writes.add(task);
                }
            });
            return writes;
        }
    }

    private static long bytes(List<LakeListing.Entry> files) {
        return files.stream().mapToLong(LakeListing.Entry::size).sum();
    }

    private static Map<Instant, List<LakeListing.Entry>> byDay(List<MergeTask> hours, Instant now, Duration margin) {
        Map<Instant, List<LakeListing.Entry>> days = new TreeMap<>();
        for (MergeTask hour : hours) {
            Instant day = hour.files().getFirst().file().hour().day();
            if (!day.plus(1, ChronoUnit.DAYS).plus(margin).isAfter(now)) {
                days.computeIfAbsent(day, same -> new ArrayList<>()).addAll(hour.files());
            }
        }
        return days;
    }

    private static List<IndexListing.Entry> deletes(
            Set<Instant> live, IndexListing indexes, Instant now, Duration grace) {
        List<IndexListing.Entry> deletes = new ArrayList<>();
        for (IndexListing.Entry old : indexes.superseded()) {
            if (!indexes.newest().get(old.file().day()).modifiedAt().plus(grace).isAfter(now)) {
                deletes.add(old);
            }
        }
        for (IndexListing.Entry index : indexes.newest().values()) {
            if (!live.contains(index.file().day()) && !index.modifiedAt().plus(grace).isAfter(now)) {
                deletes.add(index);
            }
        }
        return deletes;
    }
}
