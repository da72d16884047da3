package dev.skytrove.query;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.LakeChangedException;
import dev.skytrove.query.files.LocalFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches of the posts of a lake. All methods may be called from any thread; each call blocks until it is done.
 *
 * <p>They throw {@link OverloadedException} when too much is asked at once, {@link
 * dev.skytrove.query.duckdb.QueryStoppedException} when a query is cancelled, takes too long or needs too much memory,
 * and {@link StorageException} when the lake cannot be read.
 */
public final class PostSearch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostSearch.class);

    private final QuerySettings settings;
    private final ObjectStore store;
    private final LocalFiles files;
    private final DigestFolder digests;
    private final DuckDb duckDb;
    private final AccountDigester digester;
    private final Admission admission;
    private final Turns turns;
    /** How many are open. */
    private final AtomicInteger exports = new AtomicInteger();

    private PostSearch(
            QuerySettings settings, ObjectStore store, LocalFiles files, DigestFolder digests, DuckDb duckDb) {
        this.settings = settings;
        this.store = store;
        this.files = files;
        this.digests = digests;
        this.duckDb = duckDb;
        this.digester = new AccountDigester(duckDb, digests, this::reader);
        this.admission = new Admission(settings.concurrency(), settings.queue(), settings.timeout());
        this.turns = new Turns(settings.concurrency(), () -> exports.get() > 0);
    }

    /**
     * Begins to open DuckDB over a lake.
     *
     * @param storage where the lake is, as {@code SKYTROVE_STORAGE} names it
     * @param environment the process' variables, for {@link ObjectStores#open}
     * @throws IllegalArgumentException if the storage or a variable that it needs is wrong or missing
     */
    public static PostSearch open(
            QuerySettings settings, String storage, Map<String, String> environment, Clock clock) {
        ObjectStore store = ObjectStores.open(storage, environment);
        try {
            return open(
                    settings,
                    store,
                    LocalFiles.of(StorageLocation.parse(storage), store, settings.cache(), clock),
                    DigestFolder.of(store, settings.cache(), clock));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static PostSearch open(
            QuerySettings settings, ObjectStore store, LocalFiles files, DigestFolder digests) {
        DuckDbSettings duckDb = new DuckDbSettings(
                settings.memory(),
                settings.threads(),
                settings.cache().directory(),
                settings.scratchSize(),
                List.of(files.directory(), digests.directory()));
        return new PostSearch(settings, store, files, digests, DuckDb.open(duckDb));
    }

    /**
     * Waits until DuckDB is open; searches do so by themselves.
     *
     * @throws dev.skytrove.query.duckdb.QueryFailedException if it cannot be opened
     */
    public void awaitOpen() {
        duckDb.awaitOpen();
    }

    /** The posts that criteria ask for. */
    public SearchPage search(SearchCriteria criteria) {
        long started = System.nanoTime();
        admission.enter();
        try {
            return thriftily(thrift ->
                    turns.take(settings.timeout(), () -> again(() -> page(criteria, thrift, started))));
        } finally {
            admission.leave();
        }
    }

    /**
     * The posts that criteria ask for, to be read one after the other.
     *
     * @param cancellation ends the export, also while it is being read
     */
    public PostExport export(SearchCriteria criteria, Cancellation cancellation) {
        long started = System.nanoTime();
        admission.enter();
        try {
            return thriftily(thrift -> turns.take(
                    settings.timeout(), () -> again(() -> open(criteria, thrift, cancellation, started))));
        } catch (RuntimeException e) {
            admission.leave();
            throw e;
        }
    }

    /**
     * Makes now what searches have made in the background when it pays: a digest of all that the lake says of accounts,
     * in the cache. It changes no result; with it, searches open fewer files.
     */
    public void digestAccounts() {
        again(() -> {
            digester.make(FilePlan.list(store, TimeRange.ALL.end()).accounts());
            return true;
        });
    }

    /** Ends DuckDB and lets go of the lake. Queries under way fail. */
    @Override
    public void close() {
        try (store;
                files;
                duckDb) {
            digester.close();
        }
    }

    /** Few queries find posts so large that they need this. */
    private static <T> T thriftily(Function<Thrift, T> query) {
        try {
            return query.apply(Thrift.USUAL);
        } catch (QueryStoppedException e) {
            if (e.reason() != Reason.OUT_OF_MEMORY) {
                throw e;
            }
            log.info("a query ran out of memory; it runs again, more carefully");
        } catch (OverloadedException e) {
            if (e.getCause() == null) {
                throw e;
            }
            log.info("a query finds too little memory left; it runs again, more carefully");
        }
        return query.apply(Thrift.CAREFUL);
    }

    private SearchPage page(SearchCriteria criteria, Thrift thrift, long started) {
        try (Session session = duckDb.session(settings.timeout())) {
            PostQuery query = query(session, thrift, criteria);
            PageReader.Page page = query.list();
            Optional<Position> next =
                    page.more() ? Optional.of(page.posts().getLast().position()) : Optional.empty();
            digester.offer(query.accounts());
            return new SearchPage(page.posts(), next, query.meta(since(started)));
        }
    }

    private PostExport open(SearchCriteria criteria, Thrift thrift, Cancellation cancellation, long started) {
        Session session = duckDb.session(settings.timeout());
        try {
            cancellation.onCancel(() -> session.stop(Reason.CANCELLED));
            PostQuery query = query(session, thrift, criteria);
            SortedPosts posts = query.sort();
            digester.offer(query.accounts());
            Optional<Position> next = posts.next();
            exports.incrementAndGet();
            PostExport export =
                    new PostExport(posts, next, query.meta(since(started)), this::takeTurn, () -> close(session));
            // A client that reads no further holds its place no longer.
            session.limit(settings.streamTimeout(), export::close);
            return export;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** For a part of an export: it waits as long as it may be read. */
    private void takeTurn(Runnable part) {
        turns.take(settings.streamTimeout(), () -> {
            part.run();
            return true;
        });
    }

    private PostQuery query(Session session, Thrift thrift, SearchCriteria criteria) {
        return new PostQuery(session, thrift, store, reader(), digests, criteria);
    }

    /** A query holds one group of files at a time; half of the cache stays for what arrives. */
    private LakeReader reader() {
        return new LakeReader(files, files.capacity() / (2L * settings.concurrency()));
    }

    private void close(Session session) {
        try (session) {
            exports.decrementAndGet();
            admission.leave();
        }
    }

    /** A compaction may delete files between our listing and our reading them: once that is no failure. */
    private static <T> T again(Supplier<T> query) {
        try {
            return query.get();
        } catch (LakeChangedException e) {
            log.info("listing the lake again: {}", e.getMessage());
        }
        try {
            return query.get();
        } catch (LakeChangedException e) {
            throw new StorageException("the lake changes faster than it can be read", e);
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
