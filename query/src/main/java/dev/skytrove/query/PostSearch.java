package dev.skytrove.query;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.accounts.AccountDigester;
import dev.skytrove.query.admission.Admission;
import dev.skytrove.query.admission.Attempts;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.MemoryArbiter;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.admission.QueryRun;
import dev.skytrove.query.admission.ReadingPlaces;
import dev.skytrove.query.coverage.CertifiedHours;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.feeds.LakeFeeds;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.CheckedFiles;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.KnownFeatures;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.UnreadableFiles;
import dev.skytrove.query.fold.FoldQuery;
import dev.skytrove.query.fold.KnownHiddenRows;
import dev.skytrove.query.fold.PostFolds;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.index.KnownIndexes;
import dev.skytrove.query.page.PageReader;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.page.SortedPosts;
import dev.skytrove.query.posts.KeyDigests;
import dev.skytrove.query.posts.LakeView;
import dev.skytrove.query.posts.PostRecords;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.reactions.CountPage;
import dev.skytrove.query.reactions.InteractionCounts;
import dev.skytrove.query.reactions.PairPosts;
import dev.skytrove.query.reactions.PairReactions;
import dev.skytrove.query.read.Damage;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.UnreadableFilesException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Searches of the posts of a lake. All methods may be called from any thread. Each search has one time limit from its
 * arrival on: waiting for its place and for the lake's storage is in it.
 *
 * <p>A file of posts that cannot be read is left out, and the answer says so.
 *
 * <p>They throw {@link OverloadedException} when too much is asked at once, {@link UnreadableFilesException} when an
 * answer without an unreadable file is not acceptable, {@link dev.skytrove.lake.OverlappingFilesException} when the lake
 * is corrupt, {@link
 * dev.skytrove.query.duckdb.QueryStoppedException} when a query is cancelled, takes too long or needs too much memory,
 * and {@link StorageException} when the lake cannot be read.
 */
public final class PostSearch implements AutoCloseable {
    /** Exports that are read beside each query that runs: they take a turn for each part and little memory between. */
    private static final int READ_FOR_EACH_QUERY = 4;

    private final QuerySettings settings;
    private final ObjectStore store;
    private final LocalFiles files;
    private final DigestFolder digests;
    private final ListingMemory listings;
    private final Attempts attempts;
    private final CheckedFiles checked;
    private final UnreadableFiles unreadable;
    private final KnownIndexes indexes;
    private final DuckDb duckDb;
    private final Clock clock;
    private final HandleResolver resolver;
    private final AccountDigester digester;
    private final Admission admission;
    private final ReadingPlaces reading;
    private final MemoryArbiter arbiter;
    private final CertifiedHours hours;
    private final KnownFeatures features;
    private final KnownHiddenRows hiddenRows = new KnownHiddenRows();
    private final KeyDigests keys;
    /** How many are open. */
    private final AtomicInteger exports = new AtomicInteger();

    private PostSearch(
            QuerySettings settings,
            ObjectStore store,
            LocalFiles files,
            DigestFolder digests,
            ListingMemory listings,
            UnreadableFiles unreadable,
            DuckDb duckDb,
            Clock clock,
            HandleResolver resolver) {
        this.settings = settings;
        this.store = store;
        this.files = files;
        this.digests = digests;
        this.listings = listings;
        this.attempts = new Attempts(listings);
        this.duckDb = duckDb;
        this.digester = new AccountDigester(duckDb, digests, this::reader);
        this.keys = new KeyDigests(duckDb, this::reader);
        this.unreadable = unreadable;
        this.checked = new CheckedFiles(files.areInPlace(), unreadable);
        this.indexes = new KnownIndexes(clock);
        this.clock = clock;
        this.resolver = resolver;
        this.admission = new Admission(settings.concurrency(), settings.queue());
        this.reading = new ReadingPlaces(READ_FOR_EACH_QUERY * settings.concurrency());
        this.hours = new CertifiedHours(store, clock);
        this.features = new KnownFeatures(store);
        this.arbiter = new MemoryArbiter(settings.concurrency(), () -> exports.get() > 0);
    }

    /**
     * Begins to open DuckDB over a lake.
     *
     * @param storage where the lake is, as {@code SKYTROVE_STORAGE} names it
     * @param environment the process' variables, for {@link ObjectStores#open}
     * @throws IllegalArgumentException if the storage, a variable that it needs or the cache's directory is wrong or
     *     missing
     */
    public static PostSearch open(
            QuerySettings settings, String storage, Map<String, String> environment, Clock clock) {
        return open(settings, storage, environment, clock, HandleResolver.NONE);
    }

    /**
     * The same.
     *
     * @param resolver asked for handles that the lake does not know; searches fail with an {@link
     *     dev.skytrove.query.handles.UnknownHandleException} for one that does not exist
     */
    public static PostSearch open(
            QuerySettings settings,
            String storage,
            Map<String, String> environment,
            Clock clock,
            HandleResolver resolver) {
        ObjectStore store = ObjectStores.open(storage, environment, settings.timeout());
        try {
            CacheSettings cache = settings.cache().inPrivate();
            return open(
                    settings.with(cache),
                    store,
                    LocalFiles.of(StorageLocation.parse(storage), store, cache, clock),
                    DigestFolder.of(store, cache, clock),
                    ListingMemory.of(store, cache, clock),
                    new UnreadableFiles(clock),
                    clock,
                    resolver);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static PostSearch open(
            QuerySettings settings,
            ObjectStore store,
            LocalFiles files,
            DigestFolder digests,
            ListingMemory listings,
            UnreadableFiles unreadable,
            Clock clock,
            HandleResolver resolver) {
        DuckDbSettings duckDb = new DuckDbSettings(
                settings.memory(),
                settings.threads(),
                settings.cache().directory(),
                settings.scratchSize(),
                List.of(files.directory(), digests.directory()));
        return new PostSearch(
                settings, store, files, digests, listings, unreadable, DuckDb.open(duckDb), clock, resolver);
    }

    /**
     * Waits until DuckDB is open; searches do so by themselves.
     *
     * @throws dev.skytrove.query.duckdb.QueryFailedException if it cannot be opened
     */
    public void awaitOpen() {
        duckDb.awaitOpen();
    }

    /** The posts that criteria ask for; waits for them. */
    public SearchPage search(SearchCriteria criteria) {
        return join(search(criteria, new Cancellation(), page -> page));
    }

    /**
     * The same without waiting.
     *
     * @param cancellation ends the search
     * @param answer makes of the page what is wanted, on the thread and in the time of the search
     * @throws OverloadedException at once if as many wait as may
     */
    public <T> CompletableFuture<T> search(
            SearchCriteria criteria, Cancellation cancellation, Function<SearchPage, T> answer) {
        long started = System.nanoTime();
        return submit(cancellation, run -> answer.apply(
                inSession(run, (session, mode) -> page(session, criteria, mode, started))));
    }

    /**
     * How often posts were liked, reposted, answered and quoted, without waiting.
     *
     * @param uris of posts, each once
     * @param cancellation ends the query
     * @param answer makes of the counts what is wanted, on the thread and in the time of the query
     * @throws OverloadedException at once if as many wait as may
     */
    public <T> CompletableFuture<T> counts(
            List<String> uris, Cancellation cancellation, Function<CountPage, T> answer) {
        long started = System.nanoTime();
        return submit(cancellation, run -> answer.apply(inSession(run, (session, mode) -> {
            InteractionCounts query = new InteractionCounts(session, mode, store, reader(session), digests);
            return query.of(uris, clock.instant(), () -> since(started));
        })));
    }

    /**
     * What two accounts did with each other's posts, without waiting; see {@link PairPosts} for what they wrote.
     *
     * @param range of {@code indexed_at}
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<PairReactions> reactions(
            String first, String second, TimeRange range, Cancellation cancellation) {
        long started = System.nanoTime();
        return submit(cancellation, run -> inSession(run, (session, mode) ->
                new InteractionCounts(session, mode, store, reader(session), digests)
                        .between(first, second, range, () -> since(started))));
    }

    /**
     * The JSON of the records of posts that were found, by their URIs, without waiting. What cannot be read any more is
     * not in it.
     *
     * @param posts few enough for their records to be held in memory
     * @param cancellation ends the query
     * @param answer makes of the records what is wanted, on the thread and in the time of the query
     * @throws OverloadedException at once if as many wait as may
     */
    public <T> CompletableFuture<T> records(
            List<PostResult> posts, Cancellation cancellation, Function<Map<String, String>, T> answer) {
        return submit(cancellation, run -> answer.apply(inSession(run, (session, mode) ->
                new PostRecords(session, store, reader(session)).of(posts))));
    }

    /**
     * What the lake holds, without waiting.
     *
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<LakeStatus> status(Cancellation cancellation) {
        return submit(cancellation, run -> LakeStatus.read(store, features));
    }

    /**
     * What is certified of the hours of a range, without waiting.
     *
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<Coverage> coverage(TimeRange range, Cancellation cancellation) {
        return submit(cancellation, run -> hours.of(range));
    }

    /**
     * A fingerprint of all of the lake that an answer to a search is made from, without waiting: an answer that is
     * made later is made from as much, or more, since both go by the same memory of what is long over. It says nothing of
     * likes, reposts, follows and features.
     *
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<String> state(SearchCriteria criteria, Cancellation cancellation) {
        return submit(cancellation, run -> LakeView.plan(criteria, store, listings).fingerprint());
    }

    /**
     * The posts that criteria ask for, to be read one after the other; waits until they are found.
     *
     * @param cancellation ends the export, also while it is being read
     */
    public PostExport export(SearchCriteria criteria, Cancellation cancellation) {
        return join(exportLater(criteria, cancellation));
    }

    /**
     * The same without waiting.
     *
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<PostExport> exportLater(SearchCriteria criteria, Cancellation cancellation) {
        long started = System.nanoTime();
        QueryRun run = new QueryRun(settings.timeout());
        cancellation.onCancel(() -> run.stop(Reason.CANCELLED));
        return admission.submit(run, () -> {
            try {
                return Attempts.thriftily(mode -> arbiter.take(
                        run::left, () -> attempts.onWholeLake(() -> open(criteria, mode, cancellation, run, started))));
            } catch (Throwable e) {
                admission.leave();
                throw e;
            }
        });
    }

    /**
     * Folds all posts of a search's range that it finds, or that other conditions do, whatever its order, place and
     * limit: in bounded memory, however many they are. Nothing of it waits.
     *
     * @param work carries out one fold or several, on the thread and in the time of the query. It is called again if
     *     the query has to begin anew, so it makes its folds itself
     * @return what {@code work} has in the end
     * @throws OverloadedException at once if as many wait as may
     */
    public <T> CompletableFuture<T> fold(
            SearchCriteria criteria, Cancellation cancellation, Function<PostFolds, T> work) {
        long started = System.nanoTime();
        return submit(cancellation, run ->
                inSession(run, (session, mode) -> fold(session, criteria, mode, started, work)));
    }

    /**
     * Makes now what searches have made in the background when it pays: a digest of all that the lake says of accounts,
     * in the cache. It changes no result; with it, searches open fewer files.
     */
    public void digestAccounts() {
        attempts.onWholeLake(() -> {
            digester.make(FilePlan.list(store, TimeRange.ALL.end()).accounts());
            return true;
        });
    }

    /** Lists that are made from the lake by the clock. */
    public LakeFeeds feeds() {
        return new LakeFeeds(store, digests, duckDb, settings.timeout(), this::reader);
    }

    /** How many files of the lake this process found unreadable lately. */
    public int unreadableFiles() {
        return unreadable.count();
    }

    /** How many word indexes this process found unreadable lately; it searches without them. */
    public int unreadableIndexes() {
        return indexes.unreadable();
    }

    /** Of how many files the keys are known. */
    int filesDigested() {
        return keys.count();
    }

    /** Of how many files of posts it is known whose they are. */
    int authorsDigested() {
        return keys.countOfAuthors();
    }

    /** Of how many files of accounts it is known whom they name. */
    int accountFilesDigested() {
        return keys.countOfAccounts();
    }

    /** Ends DuckDB and lets go of the lake. Queries under way fail. */
    @Override
    public void close() {
        try (store;
                files;
                digests;
                checked;
                duckDb;
                admission) {
            digester.close();
            keys.close();
        }
    }

    private <T> CompletableFuture<T> submit(Cancellation cancellation, Function<QueryRun, T> query) {
        QueryRun run = new QueryRun(settings.timeout());
        cancellation.onCancel(() -> run.stop(Reason.CANCELLED));
        return admission.submit(run, () -> {
            try {
                return query.apply(run);
            } finally {
                admission.leave();
            }
        });
    }

    private <T> T inSession(QueryRun run, BiFunction<Session, MemoryMode, T> query) {
        return Attempts.thriftily(mode -> arbiter.take(run::left, () -> attempts.onWholeLake(() -> {
            try (Session session = duckDb.session(run.left())) {
                run.use(session);
                try {
                    return query.apply(session, mode);
                } finally {
                    run.release();
                }
            }
        })));
    }

    private SearchPage page(Session session, SearchCriteria criteria, MemoryMode mode, long started) {
        PostQuery query = query(session, mode, criteria);
        PageReader.Page page = query.list();
        requireComplete(criteria, query.leftOut());
        Optional<Position> next = query.next(page);
        OptionalLong total = criteria.count() ? OptionalLong.of(total(criteria, page, query)) : OptionalLong.empty();
        digester.offer(query.accounts());
        return new SearchPage(page.posts(), next, total, query.meta(since(started)));
    }

    private static long total(SearchCriteria criteria, PageReader.Page page, PostQuery query) {
        boolean all = !page.more() && criteria.after().equals(criteria.order().start());
        return all ? page.posts().size() : query.count();
    }

    private <T> T fold(
            Session session, SearchCriteria criteria, MemoryMode mode, long started, Function<PostFolds, T> work) {
        FoldQuery query =
                new FoldQuery(
                        session,
                        mode,
                        store,
                        listings,
                        reader(session),
                        indexes(session),
                        digests,
                        resolver,
                        hiddenRows,
                        keys,
                        criteria,
                        () -> since(started));
        T result = work.apply(query);
        requireComplete(criteria, query.leftOut());
        digester.offer(query.accounts());
        return result;
    }

    private PostExport open(
            SearchCriteria criteria, MemoryMode mode, Cancellation cancellation, QueryRun run, long started) {
        Session session = duckDb.session(run.left());
        try {
            run.use(session);
            PostQuery query = query(session, mode, criteria);
            SortedPosts posts = query.sort();
            requireComplete(criteria, query.leftOut());
            digester.offer(query.accounts());
            Optional<Position> next = posts.next();
            OptionalLong total = criteria.count() ? OptionalLong.of(query.count()) : OptionalLong.empty();
            run.release();
            cancellation.onCancel(() -> session.stop(Reason.CANCELLED));
            exports.incrementAndGet();
            ReadingPlaces.Place place = reading.enter(admission::leave);
            PostExport export =
                    new PostExport(
                            criteria,
                            posts,
                            next,
                            total,
                            query.meta(since(started)),
                            this::takeTurn,
                            () -> close(session, place));
            // A client that reads no further holds its place no longer.
            session.limit(settings.streamTimeout(), export::close);
            return export;
        } catch (RuntimeException e) {
            run.release();
            session.close();
            throw e;
        }
    }

    /** For a part of an export: it waits as long as it may be read. */
    private void takeTurn(Runnable part) {
        arbiter.take(settings.streamTimeout(), () -> {
            part.run();
            return true;
        });
    }

    private PostQuery query(Session session, MemoryMode mode, SearchCriteria criteria) {
        return new PostQuery(
                session, mode, store, listings, reader(session), indexes(session), digests, resolver,
                hiddenRows, keys, criteria);
    }

    /** A query holds one group of files at a time; half of the cache stays for what arrives. */
    private LakeReader reader(Session session) {
        Damage damage = new Damage(session, files, checked, unreadable);
        return new LakeReader(files, damage, groupBytes());
    }

    private IndexSearch indexes(Session session) {
        return new IndexSearch(indexes, store, files, session, groupBytes());
    }

    private long groupBytes() {
        return files.capacity() / (2L * settings.concurrency());
    }

    private static void requireComplete(SearchCriteria criteria, List<String> leftOut) {
        if (criteria.complete() && !leftOut.isEmpty()) {
            throw UnreadableFilesException.posts(leftOut);
        }
    }

    private void close(Session session, ReadingPlaces.Place place) {
        try (place;
                session) {
            exports.decrementAndGet();
        }
    }

    private static <T> T join(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
