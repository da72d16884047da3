package dev.skytrove.search;

import dev.skytrove.query.Cancellation;
import dev.skytrove.query.LakeStatus;
import dev.skytrove.query.PostSearch;
import dev.skytrove.runtime.BuildInfo;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the lake holds at most once in some seconds, however many ask. */
@Singleton
final class StatusCache {
    private static final Logger log = LoggerFactory.getLogger(StatusCache.class);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final PostSearch search;
    private final JsonMapper json;
    private final Clock clock;
    private final String version = BuildInfo.load().version();
    private CompletableFuture<Read> newest = CompletableFuture.failedFuture(new IllegalStateException("nothing is read"));

    StatusCache(PostSearch search, JsonMapper json, Clock clock) {
        this.search = search;
        this.json = json;
        this.clock = clock;
    }

    private record Read(LakeStatus status, Optional<FlushState> flush, Instant at) {}

    /** The answer of now, from what was read lately. */
    CompletableFuture<StatusAnswer> get() {
        return newest().thenApply(read -> StatusAnswer.of(read.flush, read.status.posts(), version, clock.instant()));
    }

    private synchronized CompletableFuture<Read> newest() {
        if (newest.isDone() && !isFresh(newest)) {
            newest = search.status(new Cancellation())
                    .thenApply(status -> new Read(status, status.flushState().flatMap(this::flush), clock.instant()));
        }
        return newest;
    }

    private boolean isFresh(CompletableFuture<Read> done) {
        return !done.isCompletedExceptionally()
                && clock.instant().isBefore(done.join().at.plus(FRESH));
    }

    private Optional<FlushState> flush(String state) {
        try {
            FlushState flush = json.readValue(state, FlushState.class);
            if (flush.version() == FlushState.VERSION) {
                return Optional.of(flush);
            }
            log.warn("state/flush.json has version {}, which this build does not know", flush.version());
        } catch (IOException e) {
            log.warn("state/flush.json cannot be read: {}", e.getMessage());
        }
        return Optional.empty();
    }
}
