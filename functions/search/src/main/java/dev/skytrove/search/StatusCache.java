package dev.skytrove.search;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.query.LakeStatus;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.coverage.EventCount;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.runtime.BuildInfo;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the lake holds at most once in some seconds, however many ask. */
@Singleton
final class StatusCache {
    private static final Logger log = LoggerFactory.getLogger(StatusCache.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_SNAPSHOTS = 100;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final PostSearch search;
    private final Clock clock;
    private final String version = BuildInfo.load().version();
    private CompletableFuture<Read> newest = CompletableFuture.failedFuture(new IllegalStateException("nothing is read"));

    StatusCache(PostSearch search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    private record Read(
            LakeStatus status,
            Optional<EventCount> events,
            Optional<Coverage> lastDay,
            List<SnapshotName> snapshots,
            Instant at) {}

    /** The answer of now, from what was read lately. */
    CompletableFuture<StatusAnswer> get() {
        return newest().thenApply(read -> StatusAnswer.of(
                read.status, read.events, read.lastDay, read.snapshots, version, clock.instant()));
    }

    private synchronized CompletableFuture<Read> newest() {
        if (newest.isDone() && !isFresh(newest)) {
            newest = search.status(new Cancellation()).thenCompose(this::read);
        }
        return newest;
    }

    private CompletableFuture<Read> read(LakeStatus status) {
        // One after the other: all of it takes one place among the queries.
        return lastDay(status.flushState(clock.instant())).thenCompose(lastDay -> events(status)
                .thenCompose(events -> search.snapshots(MOST_SNAPSHOTS, new Cancellation())
                        .thenApply(names -> new Read(status, events, lastDay, names, clock.instant()))));
    }

    private CompletableFuture<Optional<EventCount>> events(LakeStatus status) {
        return search.events(status, new Cancellation())
                .exceptionally(failure -> without("the number of events", failure));
    }

    private CompletableFuture<Optional<Coverage>> lastDay(Optional<FlushState> flush) {
        if (flush.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Instant end = flush.get().reached().truncatedTo(ChronoUnit.HOURS);
        return search.coverage(new TimeRange(end.minus(DAY), end), new Cancellation())
                .thenApply(Optional::of)
                .exceptionally(failure -> without("what is certified of the last day", failure));
    }

    /** An error, such as a lack of memory, is no reason to say for a while that there is nothing. */
    private static <T> Optional<T> without(String what, Throwable failure) {
        if ((failure instanceof CompletionException ? failure.getCause() : failure) instanceof Error error) {
            throw error;
        }
        log.warn("{} cannot be read: {}", what, failure.toString());
        return Optional.empty();
    }

    private boolean isFresh(CompletableFuture<Read> done) {
        return !done.isCompletedExceptionally()
                && clock.instant().isBefore(done.join().at.plus(FRESH));
    }
}
