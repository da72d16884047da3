package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.BrokenS3;
import dev.skytrove.testing.BrokenS3.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search's time limit holds whatever the bucket does, and so does its end when nobody waits for it any more. */
@Timeout(60)
final class TestBrokenBucket {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "TRICKLING"})
    void i5LimitHoldsAndPlacesAreFreeAgain(Fault fault) throws Exception {
        try (BrokenS3 bucket = BrokenS3.with(fault);
                PostSearch search = open(bucket, SHORT)) {
            List<CompletableFuture<SearchPage>> searches =
                    Stream.generate(() -> later(search)).limit(4).toList();
            for (CompletableFuture<SearchPage> one : searches) {
                assertThatThrownBy(one::join).rootCause().satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(OverloadedException.class),
                        e -> assertThat(((QueryStoppedException) e).reason()).isEqualTo(Reason.TIMEOUT));
            }
            bucket.set(Fault.NONE);
            Await.until("a search is answered", PATIENCE, () -> later(search).handle((page, e) -> page != null).join());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "TRICKLING"})
    void i5WhoLeavesEndsTheSearch(Fault fault) throws Exception {
        try (BrokenS3 bucket = BrokenS3.with(fault);
                PostSearch search = open(bucket, LONG)) {
            // More than there are places, one after the other.
            for (int i = 0; i < 5; i++) {
                Cancellation cancellation = new Cancellation();
                int before = bucket.requests();
                var page = search.search(TestingSearch.criteria(), cancellation, found -> found);
                Await.until("the bucket is asked", PATIENCE, () -> bucket.requests() > before);
                cancellation.cancel();
                assertThatThrownBy(() -> page.get(20, TimeUnit.SECONDS)).satisfies(e -> assertThat(stopped(e))
                        .contains(Reason.CANCELLED));
            }
        }
    }

    @Test
    void i5ListingThatNeverEndsIsRefused() throws Exception {
        try (BrokenS3 bucket = BrokenS3.with(Fault.ENDLESS);
                PostSearch search = open(bucket, LONG)) {
            assertThatThrownBy(() -> search.search(TestingSearch.criteria()))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining("lists no object on");
        }
    }

    /** Why the search was stopped: where DuckDB was at work, its own interruption is the root. */
    private static Optional<Reason> stopped(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(QueryStoppedException.class::isInstance)
                .map(e -> ((QueryStoppedException) e).reason())
                .findFirst();
    }

    private static CompletableFuture<SearchPage> later(PostSearch search) {
        return search.search(TestingSearch.criteria(), new Cancellation(), page -> page);
    }

    private PostSearch open(BrokenS3 bucket, Duration timeout) {
        QuerySettings settings = new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(128),
                2,
                DataSize.ofMebibytes(256),
                2,
                2,
                timeout,
                timeout);
        return PostSearch.open(settings, "s3://bucket/lake", bucket.environment(), Clock.systemUTC());
    }
}
