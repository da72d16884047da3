package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.tasks.GuardedTask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
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

    private final TableListing posts;
    private final CompletableFuture<TableListing> deletes;
    private final CompletableFuture<TableListing> oversized;
    private final CompletableFuture<TableListing> accounts;

    /** Of other tables, of which rows are shown. */
    private final Map<Table, CompletableFuture<TableListing>> others;

    /** All files of features; asked for when a search names some. */
    private final Supplier<TableListing> features;

    /** What hides posts of a snapshot since; empty for the lake as it is. */
    private final Optional<FilePlan> since;

    private final Map<DigestKind, MonthDigests> digests;

    private FilePlan(
            TableListing posts,
            CompletableFuture<TableListing> deletes,
            CompletableFuture<TableListing> oversized,
            CompletableFuture<TableListing> accounts,
            Map<Table, CompletableFuture<TableListing>> others,
            Supplier<TableListing> features,
            Optional<FilePlan> since,
            Map<DigestKind, MonthDigests> digests) {
        this.posts = posts;
        this.deletes = deletes;
        this.oversized = oversized;
        this.accounts = accounts;
        this.others = others;
        this.features = features;
        this.since = since;
        this.digests = digests;
    }

    /**
     * Lists the lake for a search of posts whose {@code sort_at} is {@code start} or later.
     *
     * @param shown further tables of which rows are to be shown, those that were indexed at {@code start} or later
     */
    public static FilePlan list(ObjectStore store, Instant start, Table... shown) {
        HourKey firstHour = hidingSince(HourKey.of(start));
        String first = firstHour.path();
        // For the query's thread, which need not wait longer than its query may.
        CompletableFuture<?> stop = Waits.stop();
        Map<Table, CompletableFuture<TableListing>> others = new EnumMap<>(Table.class);
        for (Table table : shown) {
            others.put(table, begin(() -> TableListing.list(store, table, first, stop)));
        }
        return list(store, firstHour, table -> TableListing.list(store, table, first, stop), others, stop);
    }

    /** The same for posts alone, with what another query listed lately of days long over. */
    public static FilePlan list(ObjectStore store, ListingMemory memory, Instant start) {
        HourKey first = hidingSince(HourKey.of(start));
        CompletableFuture<?> stop = Waits.stop();
        Optional<RememberedListing> remembered = memory.find(first);
        if (remembered.isPresent()) {
            RememberedListing old = remembered.get();
            String recent = old.until().path();
            return list(
                    store, first, table -> old.with(table, first, TableListing.list(store, table, recent, stop)), Map.of(), stop);
        }
        Instant begun = memory.now();
        FilePlan plan = list(store, first, table -> TableListing.list(store, table, first.path(), stop), Map.of(), stop);
        CompletableFuture<Void> _ = plan.deletes.thenAcceptBothAsync(
                plan.oversized,
                (deletes, oversized) -> GuardedTask.preparing("to remember the lake's names", () -> memory.remember(
                                begun,
                                first,
                                Map.of(Table.POSTS, plan.posts, Table.DELETES, deletes, Table.OVERSIZED, oversized)))
                        .run(),
                Threads.LISTING);
        return plan;
    }

    /**
     * The same of what a snapshot names, with what hides its posts now, in {@link #since}.
     *
     * @param files all that the snapshot names
     */
    static FilePlan of(NamedFiles files, ObjectStore store, Instant start) {
        HourKey first = hidingSince(HourKey.of(start));
        CompletableFuture<?> stop = Waits.stop();
        // Beside the others: with a bucket, each listing takes its time.
        CompletableFuture<TableListing> posts = begin(() -> files.of(Table.POSTS, first.path(), stop));
        CompletableFuture<TableListing> deletes =
                begin(() -> TableListing.list(store, Table.DELETES, first.path(), stop));
        CompletableFuture<TableListing> accounts = begin(() -> TableListing.list(store, Table.ACCOUNTS, "", stop));
        TableListing none = TableListing.of(List.of(), Table.POSTS);
        FilePlan since = new FilePlan(
                none,
                deletes,
                CompletableFuture.completedFuture(none),
                accounts,
                Map.of(),
                () -> none,
                Optional.empty(),
                MonthDigests.ofAll(store, first));
        CompletableFuture<TableListing> hiding = begin(() -> files.of(Table.DELETES, first.path(), stop));
        CompletableFuture<TableListing> oversized = begin(() -> files.of(Table.OVERSIZED, first.path(), stop));
        CompletableFuture<TableListing> statuses = begin(() -> files.of(Table.ACCOUNTS, "", stop));
        // All of them, whatever the query turns out to need: a manifest that is wrong about one file is not to be trusted.
        Waits.await(CompletableFuture.allOf(posts, hiding, oversized, statuses));
        return new FilePlan(
                posts.join(),
                hiding,
                oversized,
                statuses,
                Map.of(),
                () -> files.of(Table.FEATURES, "", stop),
                Optional.of(since),
                MonthDigests.none());
    }

    /** @param others listings under way of what is shown beside posts */
    private static FilePlan list(
            ObjectStore store,
            HourKey first,
            Function<Table, TableListing> listing,
            Map<Table, CompletableFuture<TableListing>> others,
            CompletableFuture<?> stop) {
        TableListing posts = Waits.await(begin(() -> listing.apply(Table.POSTS)));
        // Before what takes their rows back, like posts.
        others.values().forEach(Waits::await);
        CompletableFuture<TableListing> deletes = begin(() -> listing.apply(Table.DELETES));
        // Beside the others: with a bucket, each listing takes its time.
        CompletableFuture<TableListing> oversized = begin(() -> listing.apply(Table.OVERSIZED));
        CompletableFuture<TableListing> accounts = deletes.handleAsync(
                (done, failure) -> TableListing.list(store, Table.ACCOUNTS, "", stop), Threads.LISTING);
        return new FilePlan(
                posts,
                deletes,
                oversized,
                accounts,
                others,
                () -> TableListing.list(store, Table.FEATURES, "", stop),
                Optional.empty(),
                MonthDigests.ofAll(store, first));
    }

    static <T> CompletableFuture<T> begin(Supplier<T> listing) {
        return CompletableFuture.supplyAsync(listing, Threads.LISTING);
    }

    /** The hours of posts whose {@code sort_at} may be in {@code [start, end)}, newest first, each with its files. */
    public NavigableMap<HourKey, List<PlannedFile>> posts(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            return new TreeMap<>();
        }
        HourKey last = HourKey.of(end.plus(SORT_SPAN).minus(1, ChronoUnit.MICROS));
        return posts.hours().subMap(HourKey.of(start), true, last, true).descendingMap();
    }

    /** The deletes that may hide a post of {@code hour}. */
    public List<PlannedFile> deletes(HourKey hour) {
        return flat(Waits.await(deletes).hours().tailMap(hidingSince(hour), true).values());
    }

    /** The same of deletions of posts alone, digests of files in their place where these are less to read. */
    public HidingRows deletesOfPosts(HourKey hour) {
        return choose(DigestKind.DELETES, Waits.await(deletes), hour, Set::of);
    }

    /** The oversized events that may supersede a post of {@code hour}. */
    public List<PlannedFile> oversized(HourKey hour) {
        return flat(Waits.await(oversized).hours().tailMap(hidingSince(hour), true).values());
    }

    /**
     * The same of such events of posts alone, digests of files in their place.
     *
     * @param near the hours that may have rows of the posts' keys which no digest has: {@link
     *     dev.skytrove.query.keys.TimelyKeys#hours}; also those that the posts are in
     */
    public HidingRows oversizedPosts(HourKey hour, Supplier<Set<HourKey>> near) {
        return choose(DigestKind.OVERSIZED, Waits.await(oversized), hour, near);
    }

    /** The same of posts. */
    public HidingRows versions(HourKey hour, Supplier<Set<HourKey>> near) {
        return choose(DigestKind.VERSIONS, posts, hour, near);
    }

    private HidingRows choose(DigestKind kind, TableListing files, HourKey hour, Supplier<Set<HourKey>> near) {
        return digests.get(kind).choose(files.hours(), hidingSince(hour), near);
    }

    /** The posts that may supersede one of {@code hour}. */
    public List<PlannedFile> superseding(HourKey hour) {
        return flat(posts.hours().tailMap(hidingSince(hour), true).values());
    }

    /** All files of accounts. */
    public List<PlannedFile> accounts() {
        return flat(Waits.await(accounts).hours().values());
    }

    /** All files of features. */
    public List<PlannedFile> features() {
        return flat(features.get().hours().values());
    }

    /**
     * Of a snapshot, what hides its posts by what was said since and before: deletes and accounts of the lake as it is. Of
     * these alone.
     */
    public Optional<FilePlan> since() {
        return since;
    }

    /** The files of another table that is shown, newest first. */
    public List<PlannedFile> shown(Table table) {
        return flat(Waits.await(others.get(table)).hours().descendingMap().values());
    }

    /**
     * A fingerprint (SHA-256, hexadecimal) of all names that the listing has: of posts, and of what may hide them. Names are
     * never given to other content, so equal ones stand for the same rows.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (TableListing listing :
                    List.of(posts, Waits.await(deletes), Waits.await(oversized), Waits.await(accounts))) {
                listing.hours().values().forEach(files -> files.forEach(file ->
                        digest.update((file.file().name() + '\n').getBytes(StandardCharsets.UTF_8))));
                digest.update((byte) 0);
            }
            since.ifPresent(now -> digest.update(now.fingerprint().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many that a few which wait for a silent store do not keep others from asking; made when first needed. */
    private static final class Threads {
        static final ExecutorService LISTING = Executors.newFixedThreadPool(
                16, Thread.ofPlatform().daemon().name("query-list-", 1).factory());
    }

    /** The first hour whose files may hide a post of {@code hour}. */
    public static HourKey hidingSince(HourKey hour) {
        return new HourKey(hour.start().minus(CLOCK_MARGIN));
    }

    private static List<PlannedFile> flat(Collection<List<PlannedFile>> files) {
        return files.stream().flatMap(List::stream).toList();
    }
}
