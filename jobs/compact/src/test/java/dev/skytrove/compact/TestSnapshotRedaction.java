package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Sha256;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.testing.lake.SampleKey;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.model.LakeReader;
import dev.skytrove.testing.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestSnapshotRedaction {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final String HOUR = "lake/posts/year=2026/month=07/day=04/hour=12/";
    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.in(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void i4PostThatWasDeletedLeavesTheFilesThatOnlyASnapshotKeeps() throws IOException {
        SamplePost changed = post(1);
        SamplePost deleted = post(2);
        stage.lake().add(changed, deleted);
        stage.flush(1);
        stage.lake().add(post(3));
        stage.flush(2);
        takeSnapshot();
        stage.lake().add(changed.updated("3b", "new", NOON.plusSeconds(6)));
        stage.flush(3);
        stage.settle().compact();
        stage.compact(CrashInjector.NONE, LATER, true);
        assertThat(stage.files(HOUR))
                .as("what a snapshot names stays")
                .containsExactly("posts-flush-1-1-0.parquet", "posts-flush-1-3-0.parquet", "posts-flush-2-2-0.parquet");
        assertThat(manifest().redactions()).isEmpty();

        stage.lake().add(deleted.deleted("3z", NOON.plus(Duration.ofDays(3))));
        stage.flush(4);
        CompactSummary summary = stage.compact(CrashInjector.NONE, LATER, true);

        assertThat(summary.snapshotsRedacted()).isEqualTo(1);
        assertThat(summary.rowsRedacted()).isEqualTo(1);
        assertThat(manifest().redactions()).singleElement().satisfies(redaction -> {
            assertThat(redaction.files()).isEqualTo(1);
            assertThat(redaction.rows()).isEqualTo(1);
        });
        assertThat(texts()).as("the version of that time stays").containsExactlyInAnyOrder("first 1", "first 3");
        for (SnapshotFile file : manifest().files()) {
            Path path = stage.lake().storage().resolve(file.file().name());
            assertThat(Sha256.of(path)).isEqualTo(file.sha256());
            assertThat(Files.size(path)).isEqualTo(file.size());
        }

        assertThat(stage.compact(CrashInjector.NONE, LATER, true).snapshotsRedacted()).isZero();
        assertThat(stage.files(HOUR)).contains("posts-flush-1-1-1.parquet").doesNotContain("posts-flush-1-1-0.parquet");
    }

    @Test
    void fileThatWasRewrittenAsAWholeIsNamedInstead() throws IOException {
        SamplePost deleted = post(1);
        stage.lake().add(deleted, post(2));
        stage.flush(1);
        takeSnapshot();
        stage.lake().add(deleted.deleted("3z", NOON.plus(Duration.ofDays(3))));
        stage.flush(2);

        CompactSummary first = stage.settle().compact(CrashInjector.NONE, Duration.ZERO, true);
        assertThat(first.rewritten()).isEqualTo(1);
        stage.compact(CrashInjector.NONE, LATER, true);

        assertThat(manifest().files().stream().map(file -> file.file().name())).containsExactly(HOUR + "posts-flush-1-1-1.parquet");
        assertThat(texts()).containsExactly("first 2");
        stage.compact(CrashInjector.NONE, LATER, true);
        assertThat(stage.files(HOUR)).containsExactly("posts-flush-1-1-1.parquet");
    }

    /** However few they are: people's deletions win. */
    @Test
    void deletedPostOfANamedFileGoesWithinTheTimeSet() throws IOException {
        List<SamplePost> posts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            posts.add(post(i));
        }
        stage.lake().add(posts.toArray(SamplePost[]::new));
        stage.flush(1);
        stage.lake().add(posts.get(1).deleted("3z", Instant.now().minus(Duration.ofDays(4))));
        stage.flush(2);
        stage.settle();
        takeSnapshot();
        assertThat(stage.compact(CrashInjector.NONE, Duration.ZERO, true).rewritten()).as("it has time").isZero();

        CompactSummary due = stage.compact(CrashInjector.NONE, Duration.ofDays(2), true);

        assertThat(due.rewritten()).isEqualTo(1);
        assertThat(due.rowsRemoved()).isEqualTo(1);
        assertThat(stage.compact(CrashInjector.NONE, Duration.ofDays(3), true).snapshotsRedacted()).isEqualTo(1);
        assertThat(texts()).hasSize(59).doesNotContain("first 1");
        assertThat(stage.compact(CrashInjector.NONE, Duration.ofDays(4), true).rewritten()).isZero();
    }

    private void takeSnapshot() throws IOException {
        List<SnapshotFile> files = new ArrayList<>();
        for (String name : stage.names("lake/posts/")) {
            long size = Files.size(stage.lake().storage().resolve(name));
            files.add(new SnapshotFile(
                    LakeFile.parse(name),
                    size,
                    Sha256.of(stage.store(), name, size),
                    Optional.of(ParquetEnd.read(stage.store(), name, size))));
        }
        new Snapshots(stage.store()).put(new Manifest(NOON, Optional.empty(), List.of(), files));
    }

    private Manifest manifest() {
        Snapshots snapshots = new Snapshots(stage.store());
        return snapshots.find(snapshots.newest().orElseThrow()).orElseThrow();
    }

    private List<String> texts() throws IOException {
        Path copy = Files.createTempDirectory(directory, "snapshot");
        for (SnapshotFile file : manifest().files()) {
            Path target = copy.resolve(file.file().name());
            Files.createDirectories(target.getParent());
            Files.copy(stage.lake().storage().resolve(file.file().name()), target);
        }
        return LakeReader.of(copy).read().get("posts").stream().map((Row row) -> row.text("text")).toList();
    }

    private static SamplePost post(int second) {
        return SamplePost.of("did:plc:a", SampleKey.at(NOON.plusSeconds(second)), "first " + second, NOON.plusSeconds(second)).rev("3a");
    }
}
