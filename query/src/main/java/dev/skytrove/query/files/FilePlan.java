package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LiveFiles;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The live files of posts, and of what hides posts, as one listing saw them.
 *
 * <p>Posts are listed first. A flush puts its deletes and accounts before its posts, so whatever hides a listed post
 * from the same flush is listed too (I4). A compaction deletes what it replaced only after a grace that is longer than
 * a query, so the listing shows the old files, the new one, or both, and the names tell which to read.
 *
 * <p>While posts are already searched, what hides them is still listed; whoever asks for it waits.
 */
public final class FilePlan {
    /** {@code sort_at} lies at most this long before {@code indexed_at}. */
    private static final Duration SORT_SPAN = Duration.ofHours(1);

    /** Servers of the network stamp {@code indexed_at} by clocks of their own, which may differ around a full hour. */
    private static final Duration CLOCK_MARGIN = Duration.ofHours(1);

    private final Listing posts;
    private final CompletableFuture<Listing> deletes;
    private final CompletableFuture<Listing> oversized;
    private final CompletableFuture<Listing> accounts;

    private FilePlan(
            Listing posts,
            CompletableFuture<Listing> deletes,
            CompletableFuture<Listing> oversized,
            CompletableFuture<Listing> accounts) {
        this.posts = posts;
        this.deletes = deletes;
        this.oversized = oversized;
        this.accounts = accounts;
    }

    /** Lists the lake for a search of posts whose {@code sort_at} is {@code start} or later. */
    public static FilePlan list(ObjectStore store, Instant start) {
        String first = hidingSince(HourKey.of(start)).path();
        Listing posts = list(store, Table.POSTS, LakeFile.prefix(Table.POSTS) + first);
        CompletableFuture<Listing> deletes = new CompletableFuture<>();
        CompletableFuture<Listing> oversized = new CompletableFuture<>();
        CompletableFuture<Listing> accounts = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("query-list").start(() -> {
            complete(deletes, () -> list(store, Table.DELETES, LakeFile.prefix(Table.DELETES) + first));
            complete(accounts, () -> list(store, Table.ACCOUNTS, ""));
        });
        // Beside the others: with a bucket, each listing takes its time.
        Thread.ofPlatform().daemon().name("query-list-oversized").start(() -> complete(
                oversized, () -> list(store, Table.OVERSIZED, LakeFile.prefix(Table.OVERSIZED) + first)));
        return new FilePlan(posts, deletes, oversized, accounts);
    }

    /** The hours of posts whose {@code sort_at} may be in {@code [start, end)}, newest first, each with its files. */
    public NavigableMap<HourKey, List<PlannedFile>> posts(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            return new TreeMap<>();
        }
        HourKey last = HourKey.of(end.plus(SORT_SPAN).minus(1, ChronoUnit.MICROS));
        return posts.hours.subMap(HourKey.of(start), true, last, true).descendingMap();
    }

    /** The deletes that may hide a post of {@code hour}. */
    public List<PlannedFile> deletes(HourKey hour) {
        return flat(await(deletes).hours.tailMap(hidingSince(hour), true).values());
    }

    /** The oversized events that may supersede a post of {@code hour}. */
    public List<PlannedFile> oversized(HourKey hour) {
        return flat(await(oversized).hours.tailMap(hidingSince(hour), true).values());
    }

    /** The posts that may supersede one of {@code hour}. */
    public List<PlannedFile> superseding(HourKey hour) {
        return flat(posts.hours.tailMap(hidingSince(hour), true).values());
    }

    /** All files of accounts. */
    public List<PlannedFile> accounts() {
        return flat(await(accounts).hours.values());
    }

    /** How many object names in the lake's folders are not those of its files; they are left alone. */
    public int foreignNames() {
        return posts.foreignNames
                + await(deletes).foreignNames
                + await(oversized).foreignNames
                + await(accounts).foreignNames;
    }

    private static Listing list(ObjectStore store, Table table, String startAfter) {
        Listing listing = new Listing();
        Map<LakeFile, Long> sizes = new HashMap<>();
        store.list(LakeFile.prefix(table), startAfter, object -> listing.parse(object, sizes));
        listing.add(sizes);
        return listing;
    }

    private static void complete(CompletableFuture<Listing> future, Supplier<Listing> listing) {
        try {
            future.complete(listing.get());
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    private static Listing await(CompletableFuture<Listing> listing) {
        try {
            return listing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The files of one table. */
    private static final class Listing {
        private final NavigableMap<HourKey, List<PlannedFile>> hours = new TreeMap<>();
        private int foreignNames;

        private void parse(ObjectInfo object, Map<LakeFile, Long> sizes) {
            try {
                sizes.put(LakeFile.parse(object.name()), object.size());
            } catch (IllegalArgumentException e) {
                // Other tools may keep files of theirs beside ours.
                foreignNames++;
            }
        }

        private void add(Map<LakeFile, Long> sizes) {
            for (LakeFile file : LiveFiles.of(sizes.keySet())) {
                hours.computeIfAbsent(file.hour(), hour -> new ArrayList<>())
                        .add(new PlannedFile(file, sizes.get(file)));
            }
        }
    }

    private static HourKey hidingSince(HourKey hour) {
        return new HourKey(hour.start().minus(CLOCK_MARGIN));
    }

    private static List<PlannedFile> flat(Collection<List<PlannedFile>> files) {
        return files.stream().flatMap(List::stream).toList();
    }
}
