package dev.skytrove.query;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.coverage.CertifiedHours;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.coverage.EventCount;
import dev.skytrove.query.coverage.EventCounts;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.feeds.LakeFeeds;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.KnownFeatures;
import dev.skytrove.query.fold.FoldQuery;
import dev.skytrove.query.fold.PostFolds;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.page.PageReader;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.LakeView;
import dev.skytrove.query.posts.PostRecords;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.reactions.CountPage;
import dev.skytrove.query.reactions.InteractionCounts;
import dev.skytrove.query.reactions.PairPosts;
import dev.skytrove.query.reactions.PairReactions;
import dev.skytrove.query.read.UnreadableFilesException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private final OpenLake lake;
    private final Clock clock;
    private final QueryRunner runner;
    private final Exports exports;
    private final CertifiedHours hours;
    private final EventCounts events;
    private final KnownFeatures features;

    private PostSearch(OpenLake lake, Clock clock) {
        this.lake = lake;
        this.clock = clock;
        this.runner = new QueryRunner(lake);
        this.exports = new Exports(lake, runner);
        this.hours = new CertifiedHours(lake.store(), clock);
        this.events = new EventCounts(lake.store(), hours, clock);
        this.features = new KnownFeatures(lake.store());
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
        return new PostSearch(OpenLake.open(settings, storage, environment, clock, resolver), clock);
    }

    /**
     * Waits until DuckDB is open; searches do so by themselves.
     *
     * @throws dev.skytrove.query.duckdb.QueryFailedException if it cannot be opened
     */
    public void awaitOpen() {
        lake.duckDb().awaitOpen();
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
        return runner.submit(cancellation, run -> answer.apply(
                runner.inSession(run, (session, mode) -> page(session, criteria, mode, started))));
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
        return runner.submit(cancellation, run -> answer.apply(runner.inSession(run, (session, mode) -> {
            InteractionCounts query = new InteractionCounts(session, mode, lake.store(), lake.reader(session), lake.digests());
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
        return runner.submit(cancellation, run -> runner.inSession(run, (session, mode) ->
                new InteractionCounts(session, mode, lake.store(), lake.reader(session), lake.digests())
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
        return runner.submit(cancellation, run -> answer.apply(runner.inSession(run, (session, mode) ->
                new PostRecords(session, lake.store(), lake.reader(session)).of(posts))));
    }

    /**
     * What the lake holds, without waiting.
     *
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<LakeStatus> status(Cancellation cancellation) {
        return runner.submit(cancellation, run -> LakeStatus.read(lake.store(), features));
    }

    /**
     * How many events the lake has, without waiting; empty if nothing in it tells.
     *
     * @param status of the lake, read before
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<Optional<EventCount>> events(LakeStatus status, Cancellation cancellation) {
        Optional<Instant> reached = status.flushState(clock.instant()).map(FlushState::reached);
        return runner.submit(cancellation, run -> events.of(status.posts(), reached));
    }

    /**
     * The snapshots that can be searched, the newest first, without waiting.
     *
     * @param most so many of them
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<List<SnapshotName>> snapshots(int most, Cancellation cancellation) {
        return runner.submit(cancellation, run ->
                new Snapshots(lake.store()).list().reversed().stream().limit(most).toList());
    }

    /**
     * What is certified of the hours of a range, without waiting.
     *
     * @param cancellation ends the query
     * @throws OverloadedException at once if as many wait as may
     */
    public CompletableFuture<Coverage> coverage(TimeRange range, Cancellation cancellation) {
        return runner.submit(cancellation, run -> hours.of(range));
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
        return runner.submit(cancellation, run -> LakeView.plan(criteria, lake.store(), lake.listings()).fingerprint());
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
        return exports.open(criteria, cancellation, () -> since(started));
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
        return runner.submit(cancellation, run ->
                runner.inSession(run, (session, mode) -> fold(session, criteria, mode, started, work)));
    }

    /**
     * Makes now what searches have made in the background when it pays: a digest of all that the lake says of accounts,
     * in the cache. It changes no result; with it, searches open fewer files.
     */
    public void digestAccounts() {
        runner.onWholeLake(() -> {
            lake.digester().make(FilePlan.list(lake.store(), TimeRange.ALL.end()).accounts());
            return true;
        });
    }

    /** Lists that are made from the lake by the clock. */
    public LakeFeeds feeds() {
        return new LakeFeeds(lake.store(), lake.digests(), lake.duckDb(), lake.settings().timeout(), lake::reader);
    }

    /** How many files of the lake this process found unreadable lately. */
    public int unreadableFiles() {
        return lake.unreadableFiles();
    }

    /** How many word indexes this process found unreadable lately; it searches without them. */
    public int unreadableIndexes() {
        return lake.unreadableIndexes();
    }

    /** Of how many files the keys are known. */
    int filesDigested() {
        return lake.filesDigested();
    }

    /** Of how many hours it is known which rows nobody may see. */
    int hoursKnown() {
        return lake.hoursKnown();
    }

    /** Of how many files of posts it is known whose they are. */
    int authorsDigested() {
        return lake.authorsDigested();
    }

    /** Of how many files of accounts it is known whom they name. */
    int accountFilesDigested() {
        return lake.accountFilesDigested();
    }

    /** Ends DuckDB and lets go of the lake. Queries under way fail. */
    @Override
    public void close() {
        try (lake;
                runner) {
            // The one that runs queries first.
        }
    }

    private SearchPage page(Session session, SearchCriteria criteria, MemoryMode mode, long started) {
        PostQuery query = new PostQuery(lake.list(session, mode, criteria), criteria);
        PageReader.Page page = query.list();
        query.requireComplete();
        Optional<Position> next = query.next(page);
        OptionalLong total = criteria.count() ? OptionalLong.of(total(criteria, page, query)) : OptionalLong.empty();
        lake.digester().offer(query.accounts());
        query.counted().ifPresent(folder -> lake.hiddenRows().offer(folder, criteria));
        return new SearchPage(page.posts(), next, total, query.meta(since(started)));
    }

    private static long total(SearchCriteria criteria, PageReader.Page page, PostQuery query) {
        boolean all = !page.more() && criteria.after().equals(criteria.order().start());
        return all ? page.posts().size() : query.count();
    }

    private <T> T fold(
            Session session, SearchCriteria criteria, MemoryMode mode, long started, Function<PostFolds, T> work) {
        FoldQuery query = new FoldQuery(lake.list(session, mode, criteria), criteria, () -> since(started));
        T result = work.apply(query);
        query.requireComplete();
        lake.digester().offer(query.accounts());
        lake.hiddenRows().offer(query.folder(), criteria);
        return result;
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
