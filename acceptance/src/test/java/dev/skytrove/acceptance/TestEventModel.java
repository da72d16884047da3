package dev.skytrove.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.LakeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event becomes the row that the independent model says, through the lake's own parser, writer and files, without
 * the processes between: many more events, and a quick way to see which side is wrong.
 */
final class TestEventModel {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");

    private final EventRows rows = new EventRows();

    @TempDir
    private Path storage;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 202})
    void i6LakeAndModelReadEveryEventAlike(long seed) throws Exception {
        Path real = ProjectPaths.find().recording();
        List<String> others = Files.exists(real) ? Files.readAllLines(real) : List.of();
        List<String> lines = NastyRecording.lines(seed, others);

        assertThat(lines.stream().filter(line -> isMalformed(line) != isMalformedToTheModel(line)))
                .as("lines that only one side takes for malformed")
                .isEmpty();
        write(lines);
        LakeComparison.assertSame(ExpectedLake.of(lines.stream(), RECEIVED), LakeReader.of(storage));
    }

    private void write(List<String> lines) throws Exception {
        Set<Long> seen = new HashSet<>();
        Map<String, List<EventRow>> files = new HashMap<>();
        for (String line : lines) {
            byte[] json = line.getBytes(UTF_8);
            if (!isMalformed(line) && seen.add(EventHeader.parse(ByteSlice.of(json)).fingerprint())) {
                EventRow row = rows.parse(json, RECEIVED);
                String name = LakeFile.flushed(row.table(), row.hour(), 1).name();
                files.computeIfAbsent(name, _ -> new ArrayList<>()).add(row);
            }
        }
        for (Map.Entry<String, List<EventRow>> file : files.entrySet()) {
            write(storage.resolve(file.getKey()), file.getValue());
        }
    }

    private static void write(Path file, List<EventRow> rows) throws IOException {
        Files.createDirectories(file.getParent());
        try (TableWriter writer = TableWriter.open(rows.getFirst().table(), file)) {
            for (EventRow row : rows) {
                writer.write(row.record());
            }
        }
    }

    private static boolean isMalformed(String line) {
        try {
            EventHeader.parse(ByteSlice.of(line.getBytes(UTF_8)));
            return false;
        } catch (MalformedEventException e) {
            return true;
        }
    }

    private static boolean isMalformedToTheModel(String line) {
        return ExpectedLake.of(Stream.of(line)).malformed() == 1;
    }
}
