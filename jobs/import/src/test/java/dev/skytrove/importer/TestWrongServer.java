package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.testing.FaultyS3;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.LakeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import to a server that acknowledges a PUT and stores nothing. */
final class TestWrongServer {
    private static final List<String> LINES = Lines.mixed(0, 90, Duration.ofSeconds(10));

    @TempDir
    private Path directory;

    @Test
    void i1SourceIsReadAgainUnlessItsRowsAreInTheBucket() throws IOException {
        TestingS3 server = TestingS3.get();
        String bucket = server.createBucket();
        String storage = TestingS3.storageUri(bucket, "some/where");
        try (FaultyS3 wrong = FaultyS3.forgetting(server.environment(), "/lake/posts/");
                Stage stage = new Stage(directory, storage, wrong.environment())) {
            Path file = stage.file("a.jsonl", LINES);
            assertThatThrownBy(() -> stage.run(file))
                    .hasStackTraceContaining("lists no such object; the next run imports it again");
        }

        try (Stage stage = new Stage(directory, storage, server.environment())) {
            stage.run(directory.resolve("a.jsonl"));
            Path copy = Files.createDirectory(directory.resolve("copy"));
            server.download(bucket, "some/where/", copy);
            LakeComparison.assertSame(ExpectedLake.of(LINES.stream()), LakeReader.of(copy));
            assertThat(stage.names("state/import/")).isNotEmpty();
        }
    }

    @Test
    void i1FileOfFeaturesIsImportedAgainUnlessTheyAreInTheBucket() throws Exception {
        TestingS3 server = TestingS3.get();
        String storage = TestingS3.storageUri(server.createBucket(), "some/where");
        try (Stage stage = new Stage(directory, storage, server.environment())) {
            stage.run(stage.file("a.jsonl", LINES));
        }
        List<String> labels = List.of("uri,count", "at://did:plc:a0/app.bsky.feed.post/3k00000000000,1");
        try (FaultyS3 wrong = FaultyS3.forgetting(server.environment(), "/lake/features/");
                Stage stage = new Stage(directory, storage, wrong.environment())) {
            Path file = stage.file("labels.csv", labels);
            assertThatThrownBy(() -> stage.features(file))
                    .hasStackTraceContaining("lists no such object; the next run imports it again");
        }

        try (Stage stage = new Stage(directory, storage, server.environment())) {
            assertThat(stage.features(directory.resolve("labels.csv")).rows()).isEqualTo(1);
            assertThat(stage.names("lake/features/")).hasSize(1);
        }
    }
}
