package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.query.PostSearch;
import dev.skytrove.testing.FaultyS3;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compactions of a real bucket of whose answers many are refusals, late, cut off or lost. */
final class TestBadDays {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void i4MergedHoursHoldTheSameWhateverTheBucketAnswers() throws Exception {
        TestingS3 server = TestingS3.get();
        try (FaultyS3 faulty = FaultyS3.before(server.environment(), 9);
                Stage stage = Stage.in(
                        directory, TestingS3.storageUri(server.createBucket(), "some/where"), faulty.environment())) {
            for (int batch = 1; batch <= 4; batch++) {
                stage.lake().add(SamplePost.of("did:plc:a", "k" + batch, "text " + batch, NOON.plusSeconds(batch)));
                if (batch == 3) {
                    stage.lake().add(new SampleDelete("did:plc:a", "k1", "z", NOON.plusSeconds(9)));
                }
                stage.flush(batch);
            }
            stage.settle();
            for (Duration later : List.of(Duration.ZERO, Duration.ofHours(2), Duration.ofHours(4))) {
                stage.compact(CrashInjector.NONE, later, true);
            }

            assertThat(stage.files("lake/posts/")).containsExactly("posts-flush-1-4-0.parquet");
            assertThat(stage.names("state/compact.lease")).isEmpty();
            try (PostSearch search = stage.search()) {
                assertThat(Stage.find(search)).containsExactly("k4 text 4", "k3 text 3", "k2 text 2");
            }
            assertThat(faulty.happened()).containsOnlyKeys(FaultyS3.Fault.values());
        }
    }
}
