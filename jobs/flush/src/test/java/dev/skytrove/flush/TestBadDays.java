package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.FaultyS3;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.LakeReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flush to a real S3 server of whose answers many are refusals, late, cut off or lost. */
final class TestBadDays {
    private static final List<String> LINES = Lines.mixed(0, 900, Duration.ofSeconds(3));

    @TempDir
    Path directory;

    @Test
    void i3BatchesAreInTheBucketOnceWhateverItsAnswersAre() throws Exception {
        TestingS3 server = TestingS3.get();
        String bucket = server.createBucket();
        try (Stage stage = new Stage();
                FaultyS3 faulty = FaultyS3.before(server.environment(), 7);
                ObjectStore store = ObjectStores.open(TestingS3.storageUri(bucket, "lake2"), faulty.environment())) {
            stage.append(LINES.subList(0, 500));
            stage.job(stage.settings(200_000), store, CrashInjector.NONE).run();
            stage.append(LINES.subList(500, 900));
            stage.job(stage.settings(200_000), store, CrashInjector.NONE).run();

            assertThat(stage.queued()).isZero();
            assertThat(faulty.happened()).containsOnlyKeys(FaultyS3.Fault.values());
        }
        server.download(bucket, "lake2/", directory);
        LakeComparison.assertSame(ExpectedLake.of(LINES.stream()), LakeReader.of(directory));
    }
}
