package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.LeaseHeldException;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestEventImport {
    /** From 14:30 to 16:30. */
    private static final List<String> LINES = Lines.mixed(0, 720, Duration.ofSeconds(10));

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void i1FilesOfAnyPackingAreInTheLakeToTheLastValueAndOnce() {
        Path plain = stage.file("a.jsonl", LINES.subList(500, 720));
        Path gzip = stage.file("b.jsonl.gz", LINES.subList(0, 300));
        Path zstd = stage.file("c.zst", LINES.subList(250, 550));
        ImportSummary summary = stage.run(plain, gzip, zstd);

        stage.assertHolds(LINES);
        assertThat(summary.sources()).isEqualTo(3);
        assertThat(summary.events()).isEqualTo(820);
        assertThat(summary.known()).isEqualTo(100);
        assertThat(summary.tables())
                .isEqualTo(ExpectedLake.of(LINES.stream()).counts())
                .containsOnlyKeys(EventTables.ALL.stream().map(Table::label).toArray(String[]::new));
        assertThat(summary.counts()).as("metrics are of all tables").containsOnlyKeys("rows", "files", "bytes", "malformed", "waiting");
        assertThat(summary.files()).isEqualTo(LakeReader.of(stage.lake()).files().size());
        assertThat(stage.names("lake/posts/"))
                .as("one file for each hour, numbered in the order of time")
                .containsExactly(
                        "lake/posts/year=2026/month=07/day=04/hour=14/posts-import-1-1-0.parquet",
                        "lake/posts/year=2026/month=07/day=04/hour=15/posts-import-2-2-0.parquet",
                        "lake/posts/year=2026/month=07/day=04/hour=16/posts-import-3-3-0.parquet");
        assertThat(stage.names("state/")).hasSize(3).allMatch(name -> name.startsWith("state/import/"));
    }

    @Test
    void i2TheSameAgainAddsNothing() {
        Path file = stage.file("a.jsonl", LINES);
        stage.run(file);
        List<String> names = stage.names("");

        ImportSummary skipped = stage.run(file);
        assertThat(skipped.skipped()).isEqualTo(1);
        assertThat(skipped.events()).isZero();
        ImportSummary again = stage.run("--again", file);
        assertThat(again.known()).isEqualTo(720);
        assertThat(again.files()).isZero();
        ImportSummary moved = stage.run(stage.file("moved.jsonl", LINES));
        assertThat(moved.known()).isEqualTo(720);
        assertThat(stage.names("lake/")).isEqualTo(names.stream().filter(name -> name.startsWith("lake/")).toList());
    }

    /** Another server stamped them later, some in the hour that follows. */
    @Test
    void i2WhatAFlushHasIsLeftOut() throws Exception {
        Instant nearly = Instant.parse("2026-07-04T14:59:59Z");
        List<String> recorded = LongStream.range(0, 80).mapToObj(n -> Lines.mixed(n, nearly)).toList();
        List<String> flushed =
                LongStream.range(0, 40).mapToObj(n -> Lines.mixed(n, nearly.plusSeconds(2))).toList();
        stage.flush(1, flushed);
        stage.flushedUntil(Instant.parse("2026-07-04T16:00:00Z"));
        ImportSummary summary = stage.run(stage.file("a.jsonl", recorded));

        assertThat(summary.known()).isEqualTo(40);
        List<String> expected = new ArrayList<>(flushed);
        expected.addAll(recorded.subList(40, 80));
        stage.assertHolds(expected);
    }

    @Test
    void i2HoursThatAFlushMayStillWriteWait() {
        Path file = stage.file("a.jsonl", LINES);
        stage.flushedUntil(Instant.parse("2026-07-04T16:14:59Z"));
        ImportSummary summary = stage.run(file);
        List<String> ofFirstHour = LINES.subList(0, 180);

        assertThat(summary.waiting()).isEqualTo(540);
        stage.assertHolds(ofFirstHour);
        stage.flushedUntil(Instant.parse("2026-07-04T16:15:00Z"));
        assertThat(stage.run(file).waiting()).isEqualTo(180);
        stage.assertHolds(LINES.subList(0, 540));
        assertThat(stage.run("--all-hours", file).waiting()).isZero();
        stage.assertHolds(LINES);
        assertThat(stage.run(file).skipped()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void i3RunThatDiesIsMadeGoodByTheNext(ImportCrashPoint deadly) {
        Path file = stage.file("a.jsonl", LINES);
        List<CrashPoint> fired = Collections.synchronizedList(new ArrayList<>());
        CrashInjector crashes = reached -> {
            if (reached == deadly) {
                fired.add(reached);
                throw new IllegalStateException("dies");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> stage.run(crashes, stage.config(DataSize.ofMebibytes(64), Duration.ofSeconds(30)), file))
                .withMessage("dies");
        assertThat(fired).hasSize(1);

        stage.run(file);
        stage.assertHolds(LINES);
    }

    @Test
    void onlyOneRunsAtATime() {
        stage.store().put("state/import.lease", "{\"token\":\"t\",\"host\":\"h\",\"pid\":1,\"started_at\":\"\"}".getBytes(
                StandardCharsets.UTF_8));

        assertThatExceptionOfType(LeaseHeldException.class)
                .isThrownBy(() -> stage.run(stage.file("a.jsonl", LINES)));
    }

    @Test
    void i6LinesThatAreNoEventsAreKeptAside() {
        Path file = stage.file(
                "a.jsonl",
                List.of(
                        LINES.getFirst(),
                        "{\"kind\":",
                        "",
                        "[]",
                        "x".repeat(LineReader.LARGEST + 2),
                        Lines.mixed(1, Instant.parse("2099-01-01T00:00:00Z")),
                        LINES.get(2)));
        ImportSummary summary = stage.run(file);

        assertThat(summary.malformed()).isEqualTo(4);
        stage.assertHolds(List.of(LINES.getFirst(), LINES.get(2)));
        List<String> names = stage.names("rejected/import/");
        assertThat(names).hasSize(1).allMatch(name -> name.endsWith("-2.jsonl"));
        assertThat(stage.text(names.getFirst()).lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("{\"line\":2,\"reason\":\"invalid_json\",\"length\":8,"))
                .anyMatch(line -> line.startsWith("{\"line\":4,\"reason\":\"not_an_object\""))
                .anyMatch(line -> line.startsWith("{\"line\":5,\"reason\":\"too_large\""))
                .anyMatch(line -> line.startsWith("{\"line\":6,\"reason\":\"absurd_time\""));
    }

    /** More hours than are open at once, in any order: the lake has every row once all the same. */
    @Test
    void i5LinesOfManyHoursInAnyOrder() throws IOException {
        List<String> lines = new ArrayList<>(Lines.mixed(0, 64, Duration.ofHours(1)));
        Collections.shuffle(lines, new Random(7));
        ImportSummary summary = stage.run(moved(directory.resolve("folder"), stage.file("a\nb.ndjson", lines)));

        assertThat(summary.events()).isEqualTo(64);
        stage.assertHolds(lines);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("skytrove-import-"));
        }
    }

    @Test
    void aFileThatIsMissingOrBrokenIsTold() throws Exception {
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.run(directory.resolve("none.jsonl")))
                .withMessageContaining("there is no file");
        byte[] packed = Stage.gzip(String.join("\n", LINES).getBytes(StandardCharsets.UTF_8));
        Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(packed, packed.length / 2));
        byte[] twice = Arrays.copyOf(packed, packed.length * 2);
        System.arraycopy(packed, 0, twice, packed.length, packed.length);
        twice[packed.length] ^= 1;
        Path damaged = Files.write(directory.resolve("damaged.gz"), twice);
        Path whole = stage.file("whole.jsonl", LINES);

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.run(cut, whole))
                .withMessageContaining("cut.gz cannot be read");
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.run(damaged, whole))
                .withMessageContaining("damaged.gz cannot be read");
        stage.run(whole);
        stage.assertHolds(LINES);
    }

    @Test
    void i1NoArgumentIsLeftOut() throws Exception {
        Path whole = stage.file("whole.jsonl", LINES);
        Path folder = Files.createDirectory(directory.resolve("folder"));

        for (String nothing : List.of("", folder.toString())) {
            assertThatExceptionOfType(JobFailedException.class).isThrownBy(() -> stage.run(nothing, whole));
        }
        Files.move(whole, folder.resolve("whole.jsonl"));
        stage.run(Files.createSymbolicLink(directory.resolve("link"), folder));
        stage.assertHolds(LINES);
    }

    private static Path moved(Path folder, Path file) throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.move(file, folder.resolve("deep").resolve(file.getFileName()));
        Files.writeString(folder.resolve("notes.txt"), "no events");
        return folder;
    }
}
