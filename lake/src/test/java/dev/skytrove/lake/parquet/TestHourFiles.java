package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.Frames;
import dev.skytrove.lake.event.MalformedEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestHourFiles {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void eachHourHasAFileOfItsRowsUnderItsName() throws Exception {
        try (HourFiles files = open(Set.of())) {
            for (int minutes : List.of(70, 0, 10, 59, 130)) {
                files.write(post(Duration.ofMinutes(minutes)));
            }

            assertThat(files.finish()).containsExactly(Map.entry(hour(0), 3L), Map.entry(hour(1), 1L), Map.entry(hour(2), 1L));
            assertThat(files.isComplete()).isTrue();
            assertThat(files.name(hour(1)).name())
                    .isEqualTo("lake/posts/year=2026/month=07/day=04/hour=13/posts-import-7-7-0.parquet");
            assertThat(TableReader.metadata(Table.POSTS, files.file(hour(1)))).containsEntry("skytrove.batches", "import 7 7");
            try (DuckDb duckDb = new DuckDb()) {
                assertThat(duckDb.query("SELECT count(*), count(DISTINCT hour(indexed_at)) FROM '%s'"
                                .formatted(files.file(hour(0)))))
                        .containsExactly(List.of(3L, 1L));
            }
        }
    }

    /** Each holds a row group in memory, so the rows of a backlog are passed several times. */
    @Test
    void i5FurtherHoursAreLeftToAnotherPass() throws Exception {
        Set<HourKey> done = new HashSet<>();
        try (HourFiles files = open(done)) {
            writeAll(files);
            assertThat(files.isComplete()).isFalse();
            done.addAll(files.finish().keySet());
        }
        assertThat(done).hasSize(HourFiles.MOST);

        try (HourFiles files = open(done)) {
            writeAll(files);
            assertThat(files.isComplete()).isTrue();
            assertThat(files.finish()).containsOnlyKeys(hour(HourFiles.MOST), hour(HourFiles.MOST + 1));
        }
    }

    @Test
    void i3SameRowsMakeTheSameFiles() throws Exception {
        byte[] once = written();
        assertThat(written()).isEqualTo(once);
    }

    @Test
    void i4WhatIsNotFinishedIsNoParquetFile() throws Exception {
        Path file;
        try (HourFiles files = open(Set.of())) {
            files.write(post(Duration.ZERO));
            file = files.file(hour(0));
            try (DuckDb duckDb = new DuckDb()) {
                assertThatException().isThrownBy(() -> duckDb.query("FROM '%s'".formatted(file)));
            }
        }
    }

    private byte[] written() throws IOException, MalformedEventException {
        try (HourFiles files = open(Set.of())) {
            files.write(post(Duration.ZERO));
            files.write(post(Duration.ofMinutes(1)));
            files.finish();
            return Files.readAllBytes(files.file(hour(0)));
        }
    }

    private static void writeAll(HourFiles files) throws IOException, MalformedEventException {
        for (int hour = 0; hour < HourFiles.MOST + 2; hour++) {
            files.write(post(Duration.ofHours(hour)));
        }
    }

    private HourFiles open(Set<HourKey> done) {
        return new HourFiles(Table.POSTS, hour -> LakeFile.imported(Table.POSTS, hour, 7), directory, done);
    }

    private static HourKey hour(int number) {
        return HourKey.of(NOON.plus(Duration.ofHours(number)));
    }

    private static EventRow post(Duration afterNoon) throws MalformedEventException {
        Instant at = NOON.plus(afterNoon);
        String json = new String(Frames.post("{'text':'x'}"), StandardCharsets.UTF_8)
                .replace(String.valueOf(Frames.TIME_US), String.valueOf(at.toEpochMilli() * 1000));
        return new EventRows().parse(json.getBytes(StandardCharsets.UTF_8), at);
    }
}
