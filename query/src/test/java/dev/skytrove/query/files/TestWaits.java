package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TestWaits {
    private final CompletableFuture<String> work = new CompletableFuture<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    @Test
    void stopIsToldAlsoWhereTheWorkEndedByIt() {
        stop.completeExceptionally(new QueryStoppedException(Reason.TIMEOUT, null));
        work.completeExceptionally(new StorageException("nobody waits"));

        assertThatThrownBy(() -> Waits.until(stop, () -> Waits.await(work))).isInstanceOf(QueryStoppedException.class);
    }

    @Test
    void failureOfTheWorkIsThrownAsItIs() {
        StorageException failure = new StorageException("the bucket is gone");
        work.completeExceptionally(failure);

        assertThatThrownBy(() -> Waits.until(stop, () -> Waits.await(work))).isSameAs(failure);
    }

    @Test
    void workIsHandedOver() {
        work.complete("done");

        assertThat(Waits.until(stop, () -> Waits.await(work))).isEqualTo("done");
    }
}
