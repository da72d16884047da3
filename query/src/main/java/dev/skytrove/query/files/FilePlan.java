package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        // For the query's thread, which need not wait longer than its query may.
        CompletableFuture<?> stop = Waits.stop();
        Listing posts = Waits.await(begin(
                () -> list(store, Table.POSTS, LakeFile.prefix(Table.POSTS) + first, stop)));
        CompletableFuture<Listing> deletes =
                begin(() -> list(store, Table.DELETES, LakeFile.prefix(Table.DELETES) + first, stop));
        // Beside the others: with a bucket, each listing takes its time.
        CompletableFuture<Listing> oversized =
                begin(() -> list(store, Table.OVERSIZED, LakeFile.prefix(Table.OVERSIZED) + first, stop));
        CompletableFuture<Listing> accounts = deletes.handleAsync(
                (done, failure) -> list(store, Table.ACCOUNTS, "", stop), Threads.LISTING);
        return new FilePlan(posts, deletes, oversized, accounts);
    }

    private static CompletableFuture<Listing> begin(Supplier<Listing> listing) {
        return CompletableFuture.supplyAsync(listing, Threads.LISTING);
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
        return flat(Waits.await(deletes).hours.tailMap(hidingSince(hour), true).values());
    }

    /** The oversized events that may supersede a post of {@code hour}. */
    public List<PlannedFile> oversized(HourKey hour) {
        return flat(Waits.await(oversized).hours.tailMap(hidingSince(hour), true).values());
    }

    /** The posts that may supersede one of {@code hour}. */
    public List<PlannedFile> superseding(HourKey hour) {
        return flat(posts.hours.tailMap(hidingSince(hour), true).values());
    }

    /** All files of accounts. */
    public List<PlannedFile> accounts() {
        return flat(Waits.await(accounts).hours.values());
    }

    /** How many object names in the lake's folders are not those of its files; they are left alone. */
    public int foreignNames() {
        return posts.foreignNames
                + Waits.await(deletes).foreignNames
                + Waits.await(oversized).foreignNames
                + Waits.await(accounts).foreignNames;
    }

    private static Listing list(ObjectStore store, Table table, String startAfter, CompletableFuture<?> stop) {
        return Listing.of(LakeListing.after(store, table, startAfter, () -> requireWanted(stop)));
    }

    private static void requireWanted(CompletableFuture<?> stop) {
        if (stop.isDone()) {
            throw new StorageException("nobody waits for this listing any more");
        }
    }

    /** So many that a few which wait for a silent store do not keep others from asking; made when first needed. */
    private static final class Threads {
        static final ExecutorService LISTING = Executors.newFixedThreadPool(
                16, Thread.ofPlatform().daemon().name("query-list-", 1).factory());
    }

    /** The live files of one table, by their hours. */
    private record Listing(NavigableMap<HourKey, List<PlannedFile>> hours, int foreignNames) {
        private static Listing of(LakeListing listing) {
            NavigableMap<HourKey, List<PlannedFile>> hours = new TreeMap<>();
            for (LakeListing.Entry entry : listing.live()) {
                hours.computeIfAbsent(entry.file().hour(), hour -> new ArrayList<>())
                        .add(new PlannedFile(entry.file(), entry.size()));
            }
            return new Listing(hours, listing.foreignNames());
        }
    }

    private static HourKey hidingSince(HourKey hour) {
        return new HourKey(hour.start().minus(CLOCK_MARGIN));
    }

    private static List<PlannedFile> flat(Collection<List<PlannedFile>> files) {
        return files.stream().flatMap(List::stream).toList();
    }
}
