package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which word indexes to write and to delete, from one listing of posts and indexes.
 *
 * @param writes of each day that is over the index of its merged hours, unless it is there
 * @param deletes what another index has replaced for so long that no query can still read it, and what is of no live file
 * @param days the merged files of each day that is over: those that its index is of, or will be
 * @param months the months that have any live file
 * @param damaged how many are written because what is there is damaged
 */
record IndexPlan(
        List<IndexTask> writes,
        List<IndexListing.Entry> deletes,
        Map<Instant, List<LakeListing.Entry>> days,
        Set<YearMonth> months,
        int damaged) {
    IndexPlan {
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
    }

    /** Makes plans. */
    @Singleton
    static final class Maker {
        private final CompactConfig config;
        private final ObjectStore store;
        private final Clock clock;

        Maker(CompactConfig config, ObjectStore store, Clock clock) {
            this.config = config;
            this.store = store;
            this.clock = clock;
        }

        /** Lists all of the lake's posts. */
        IndexPlan make() {
            Instant now = clock.instant();
            SettledFiles settled = SettledFiles.read(store, config, now);
            LakeListing posts = LakeListing.of(store, Table.POSTS);
            IndexListing indexes = IndexListing.of(store);
            List<MergeTask> hours = new ClosedHours(settled, now, config.margin())
                    .tasks(posts).stream().filter(task -> task.files().size() == 1).toList();
            Map<Instant, List<LakeListing.Entry>> days = byDay(hours, now, config.margin());
            Set<YearMonth> months = posts.live().stream()
                    .map(entry -> MonthIndex.month(entry.file().hour().start()))
                    .collect(Collectors.toSet());
            MadeAnew damaged = new MadeAnew(store);
            List<IndexTask> writes = writes(days, indexes, damaged);
            return new IndexPlan(
                    writes, deletes(posts, indexes, now, config.grace()), days, months, damaged.found());
        }
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

    private static List<IndexTask> writes(
            Map<Instant, List<LakeListing.Entry>> days, IndexListing indexes, MadeAnew damaged) {
        List<IndexTask> writes = new ArrayList<>();
        days.forEach((day, files) -> {
            IndexTask task = IndexTask.of(day, files, indexes);
            IndexListing.Entry newest = indexes.newest().get(day);
            if (newest == null || !newest.file().files().equals(task.index().files()) || damaged.includes(newest)) {
                writes.add(task);
            }
        });
        return writes;
    }

    private static List<IndexListing.Entry> deletes(
            LakeListing posts, IndexListing indexes, Instant now, Duration grace) {
        List<IndexListing.Entry> deletes = new ArrayList<>();
        for (IndexListing.Entry old : indexes.superseded()) {
            if (!indexes.newest().get(old.file().day()).modifiedAt().plus(grace).isAfter(now)) {
                deletes.add(old);
            }
        }
        Set<Instant> live = new HashSet<>();
        posts.live().forEach(entry -> live.add(entry.file().hour().day()));
        for (IndexListing.Entry index : indexes.newest().values()) {
            if (!live.contains(index.file().day()) && !index.modifiedAt().plus(grace).isAfter(now)) {
                deletes.add(index);
            }
        }
        return deletes;
    }
}
