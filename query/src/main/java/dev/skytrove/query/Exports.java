package dev.skytrove.query;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.QueryRun;
import dev.skytrove.query.admission.ReadingPlaces;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.page.SortedPosts;
import dev.skytrove.query.read.SearchMeta;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Exports: each finds its posts like a search, and stays open while they are read. */
final class Exports {
    /** So many are read beside each query that runs: they take a turn for each part and little memory between. */
    private static final int READ_FOR_EACH_QUERY = 4;

    private final OpenLake lake;
    private final QueryRunner runner;
    private final ReadingPlaces reading;

    Exports(OpenLake lake, QueryRunner runner) {
        this.lake = lake;
        this.runner = runner;
        this.reading = new ReadingPlaces(READ_FOR_EACH_QUERY * lake.settings().concurrency());
    }

    /** @param elapsed how long it has taken */
    CompletableFuture<PostExport> open(SearchCriteria criteria, Cancellation cancellation, Supplier<Duration> elapsed) {
        return runner.submitStaying(cancellation, (run, leave) ->
                runner.attempt(run, mode -> open(criteria, mode, cancellation, run, elapsed, leave)));
    }

    private PostExport open(
            SearchCriteria criteria,
            MemoryMode mode,
            Cancellation cancellation,
            QueryRun run,
            Supplier<Duration> elapsed,
            Runnable leave) {
        Session session = lake.duckDb().session(run.left());
        try {
            run.use(session);
            PostQuery query = new PostQuery(lake.list(session, mode, criteria), criteria);
            SortedPosts posts = query.sort();
            query.requireComplete();
            lake.digester().offer(query.accounts());
            Optional<Position> next = posts.next();
            OptionalLong total = criteria.count() ? OptionalLong.of(query.count()) : OptionalLong.empty();
            SearchMeta meta = query.meta(elapsed.get());
            run.release();
            cancellation.onCancel(() -> session.stop(Reason.CANCELLED));
            return read(session, leave, end ->
                    new PostExport(criteria, posts, next, total, meta, this::takeTurn, end));
        } catch (RuntimeException | Error e) {
            run.release();
            session.close();
            throw e;
        }
    }

    /**
     * From now on the client reads it.
     *
     * @param made makes it, of what is to be done when it is closed
     */
    private PostExport read(Session session, Runnable leave, Function<Runnable, PostExport> made) {
        runner.exportBegins();
        ReadingPlaces.Place place = reading.enter(leave);
        try {
            PostExport export = made.apply(() -> close(session, place));
            // A client that reads no further holds its place no longer.
            session.limit(lake.settings().streamTimeout(), export::close);
            return export;
        } catch (RuntimeException | Error e) {
            place.close();
            runner.exportEnds();
            throw e;
        }
    }

    /** For a part of an export: it waits as long as it may be read. */
    private void takeTurn(Runnable part) {
        runner.takeTurn(lake.settings().streamTimeout(), part);
    }

    private void close(Session session, ReadingPlaces.Place place) {
        try (place;
                session) {
            runner.exportEnds();
        }
    }
}
