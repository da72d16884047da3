package dev.skytrove.search;

import dev.skytrove.lake.FlushState;
import dev.skytrove.query.LakeStatus;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.runtime.BuildInfo;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the lake holds at most once in some seconds, however many ask. */
@Singleton
final class StatusCache {
    private static final Logger log = LoggerFactory.getLogger(StatusCache.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final PostSearch search;
    private final Clock clock;
    private final String version = BuildInfo.load().version();
    private CompletableFuture<Read> newest = CompletableFuture.failedFuture(new IllegalStateException("nothing is read"));

    StatusCache(PostSearch search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    private record Read(LakeStatus status, Optional<Coverage> lastDay, Instant at) {}

    /** The answer of now, from what was read lately. */
    CompletableFuture<StatusAnswer> get() {
        return newest().thenApply(read -> StatusAnswer.of(
                read.status, read.lastDay, version, clock.instant()));
    }

    private synchronized CompletableFuture<Read> newest() {
        if (newest.isDone() && !isFresh(newest)) {
            newest = search.status(new Cancellation()).thenCompose(this::read);
        }
        return newest;
    }

    private CompletableFuture<Read> read(LakeStatus status) {
        return lastDay(status.flushState(clock.instant()))
                .thenApply(lastDay -> new Read(status, lastDay, clock.instant()));
    }

    private CompletableFuture<Optional<Coverage>> lastDay(Optional<FlushState> flush) {
        if (flush.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Instant end = flush.get().reached().truncatedTo(ChronoUnit.HOURS);
        return search.coverage(new TimeRange(end.minus(DAY), end), new Cancellation())
                .thenApply(Optional::of)
                .exceptionally(failure -> {
                    log.warn("certificates of the last day cannot be read: {}", failure.toString());
                    return Optional.empty();
                });
    }

    private boolean isFresh(CompletableFuture<Read> done) {
        return !done.isCompletedExceptionally()
                && clock.instant().isBefore(done.join().at.plus(FRESH));
    }
}
