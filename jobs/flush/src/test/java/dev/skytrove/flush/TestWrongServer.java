package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.flush.ForgetfulServer.Manner;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flush to what is no bucket, and yet acknowledges every PUT. */
final class TestWrongServer {
    private static final List<String> LINES = Lines.mixed(0, 900, Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "SHOWS_PAGES, is not S3's",
        "FORGETS, lists no such object",
        "CUTS, lists it with",
    })
    void i1NothingLeavesRedisUnlessItIsInTheBucket(Manner manner, String message) throws IOException {
        try (Stage stage = new Stage();
                ForgetfulServer server = new ForgetfulServer(manner);
                ObjectStore store = server.store()) {
            stage.append(LINES);
            // A batch before: the first one of all asks the bucket for the numbers of others.
            stage.commands().hset(BufferKeys.METADATA, BufferKeys.BATCH_SEQUENCE, "7");
            long entries = stage.entries();
            FlushJob job = stage.job(stage.settings(200_000), store, CrashInjector.NONE);

            assertThatThrownBy(job::run).hasMessageContaining(message);
            assertThat(stage.queued()).isEqualTo(LINES.size());
            assertThat(stage.entries()).isEqualTo(entries);

            // With the right server the same batch is carried out.
            stage.flush();
            assertThat(stage.queued()).isZero();
            LakeComparison.assertSame(ExpectedLake.of(LINES.stream()), stage.lake());
        }
    }

    @Test
    void serverThatStoresIsBelieved() throws IOException {
        try (Stage stage = new Stage();
                ForgetfulServer server = new ForgetfulServer(Manner.STORES);
                ObjectStore store = server.store()) {
            stage.append(LINES);
            stage.job(stage.settings(200_000), store, CrashInjector.NONE).run();
            assertThat(stage.queued()).isZero();
        }
    }
}
