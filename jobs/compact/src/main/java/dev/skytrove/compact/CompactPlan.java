package dev.skytrove.compact;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.snapshot.SnapshotFiles;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.dead.HidingFiles;
import dev.skytrove.query.files.PlannedFile;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What there is to do, from one listing of each table. */
final class CompactPlan {
    /** How long after an hour rows are looked for that hide posts of it when its files are merged. */
    private static final Duration HIDING = Duration.ofDays(1);

    /** A share that any row has. */
    static final double ANY = Double.MIN_VALUE;

    /** A file is written anew in one night, and named in the snapshot the next. */
    private static final Duration NIGHTS = Duration.ofDays(2);

    private final Map<Table, LakeListing> listings;
    /** Empty if a manifest cannot be read: then no file may be deleted. */
    private final Optional<SnapshotFiles> kept;

    /** What keeps a manifest from being read. */
    private final Optional<UnreadableManifestException> unreadable;

    private final SettledHours closed;
    private final Instant now;
    private final CompactConfig config;

    private CompactPlan(
            Map<Table, LakeListing> listings,
            Optional<SnapshotFiles> kept,
            Optional<UnreadableManifestException> unreadable,
            SettledHours closed,
            Instant now,
            CompactConfig config) {
        this.listings = listings;
        this.kept = kept;
        this.unreadable = unreadable;
        this.closed = closed;
        this.now = now;
        this.config = config;
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

        /** @param since the first hour to look at; empty for all of the lake */
        CompactPlan make(Optional<HourKey> since) {
            Instant now = clock.instant();
            // Before the listing, which then has all files of the batches that it names.
            SettledFiles settled = SettledFiles.read(store, config, now);
            Map<Table, LakeListing> listings = new EnumMap<>(Table.class);
            for (Table table : Table.values()) {
                listings.put(
                        table,
                        since.isPresent()
                                ? LakeListing.since(store, table, since.get())
                                : LakeListing.of(store, table));
            }
            // No snapshot that is taken from now on names what was superseded long ago.
            Optional<SnapshotFiles> kept = Optional.empty();
            Optional<UnreadableManifestException> unreadable = Optional.empty();
            try {
                kept = Optional.of(SnapshotFiles.of(store));
            } catch (UnreadableManifestException e) {
                unreadable = Optional.of(e);
            }
            return new CompactPlan(
                    listings, kept, unreadable, new SettledHours(settled, now, config.margin()), now, config);
        }

        /** The plan of a run that looks at the newest hours only. */
        CompactPlan ofNewest() {
            return make(Optional.of(HourKey.of(clock.instant().minus(config.window()))));
        }
    }

    /** How many names are none of ours. */
    int foreignNames() {
        return listings.values().stream().mapToInt(LakeListing::foreignNames).sum();
    }

    /** The files of a table to merge: of each closed hour that has more than one. */
    List<MergeTask> merges(Table table) {
        return closed.tasks(listings.get(table)).stream().filter(task -> task.files().size() > 1).toList();
    }

    /** The closed hours of posts that have one file. */
    List<MergeTask> mergedPosts() {
        return closed.tasks(listings.get(Table.POSTS)).stream().filter(task -> task.files().size() == 1).toList();
    }

    /** @throws UnreadableManifestException if what a snapshot names is not known */
    void requireManifests() {
        unreadable.ifPresent(e -> {
            throw e;
        });
    }

    /** Files of a table that may be deleted, by what replaced them. What a snapshot names is not among them. */
    Map<LakeListing.Entry, List<LakeListing.Entry>> superseded(Table table) {
        return kept.map(files -> Superseded.of(listings.get(table), now, config.grace(), files)).orElse(Map.of());
    }

    /** The files of posts that searches read. */
    List<LakeListing.Entry> livePosts() {
        return listings.get(Table.POSTS).live();
    }

    /** The files of posts that others replaced. */
    List<LakeListing.Entry> supersededPosts() {
        return listings.get(Table.POSTS).superseded();
    }

    /** The deletions that count for a rewrite. */
    List<PlannedFile> newDeletes() {
        return settled(Table.DELETES, HourKey.of(now.minus(config.rewriteWindow())).start(), now);
    }

    /**
     * Whether the only file of an hour is to be looked at, and which part of its rows must be gone for it to be rewritten.
     *
     * @param deletions how many there were on each day of what seem to be posts of the hour, by the day's number since 1970
     * @return empty if it is not worth it
     */
    OptionalDouble leastShare(MergeTask task, Map<Long, Long> deletions) {
        LakeListing.Entry entry = task.files().getFirst();
        if (kept.stream().anyMatch(files -> files.keeps(entry.file())) && deletions.keySet().stream().anyMatch(day -> isOverdue(entry, day))) {
            return OptionalDouble.of(ANY);
        }
        long count = deletions.values().stream().mapToLong(Long::longValue).sum();
        return RewriteEstimate.isWorthALook(count, task.bytes(), config.rewriteShare())
                ? OptionalDouble.of(config.rewriteShare())
                : OptionalDouble.empty();
    }

    /** Whether what was deleted on a day may be in a file still, and must not be any longer. */
    private boolean isOverdue(LakeListing.Entry entry, long day) {
        LakeFile file = entry.file();
        Instant merged = file.hour().start().plus(HIDING);
        Instant applied = file.generation() > 0 || entry.modifiedAt().isBefore(merged) ? entry.modifiedAt() : merged;
        Instant end = Instant.EPOCH.plus(day + 1, ChronoUnit.DAYS);
        Duration patience = config.redaction().minus(NIGHTS);
        Instant latest = patience.isNegative() ? now : now.minus(patience);
        return end.plus(1, ChronoUnit.DAYS).isAfter(applied) && !end.isAfter(latest);
    }

    /** What may hide the posts of a merge. */
    HidingFiles hiding(MergeTask task) {
        if (task.table() != Table.POSTS) {
            return HidingFiles.NONE;
        }
        Instant start = task.hour().start();
        return hiding(task, start, start.plus(HIDING));
    }

    /** What may hide the posts of a rewrite. */
    HidingFiles hidingNewly(MergeTask task) {
        Instant windowStart = HourKey.of(now.minus(config.rewriteWindow())).start();
        Instant start = task.hour().start();
        return hiding(task, start.isAfter(windowStart) ? start : windowStart, now);
    }

    // Posts are hardly ever changed, so their own files are read of two hours only.
    private HidingFiles hiding(MergeTask task, Instant from, Instant until) {
        Instant start = task.hour().start();
        return new HidingFiles(
                settled(Table.DELETES, from, until),
                settled(Table.OVERSIZED, from, until),
                settled(Table.POSTS, start, task.hour().end()));
    }

    private List<PlannedFile> settled(Table table, Instant from, Instant until) {
        return MergeTask.planned(listings.get(table).live().stream()
                .filter(entry -> !entry.file().hour().start().isBefore(from))
                .filter(entry -> !entry.file().hour().start().isAfter(until))
                .filter(entry -> closed.settled().include(entry))
                .toList());
    }
}
