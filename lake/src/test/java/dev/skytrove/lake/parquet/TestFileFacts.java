package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.Frames;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.schema.TableSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metadata of files say, as DuckDB reads it. */
final class TestFileFacts {
    private static final HourKey HOUR = HourKey.parse("year=2026/month=07/day=04/hour=14");
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void i7FileSaysWhatItHolds() throws Exception {
        Path file = write(LakeFile.flushed(Table.POSTS, HOUR, 7), Frames.fullPost(), Frames.post("{}"));

        assertThat(facts(file)).containsEntry("skytrove.schema.version", Integer.toString(TableSchemas.VERSION))
                .containsEntry("skytrove.batches", "flush 7 7")
                .containsEntry("skytrove.sort_at.min", "2026-07-04T14:38:06.240000Z")
                .containsEntry("skytrove.sort_at.max", "2026-07-04T14:38:08.085434Z")
                .containsEntry("skytrove.indexed_at.min", "2026-07-04T14:38:08.085434Z")
                .containsEntry("skytrove.indexed_at.max", "2026-07-04T14:38:08.085434Z")
                .hasEntrySatisfying("skytrove.software.version", version -> assertThat(version).matches("[0-9].*"));
    }

    @Test
    void i7MergedFileSaysWhatItHoldsItself() throws Exception {
        LakeFile one = LakeFile.flushed(Table.POSTS, HOUR, 7);
        LakeFile other = LakeFile.flushed(Table.POSTS, HOUR, 9);
        List<Path> files = List.of(write(one, Frames.fullPost()), write(other, Frames.post("{}")));

        Map<String, String> merged = facts(merge(LakeFile.replacing(List.of(one, other)), files, Map.of()));
        assertThat(merged).containsEntry("skytrove.batches", "flush 7 9")
                .containsEntry("skytrove.sort_at.min", "2026-07-04T14:38:06.240000Z");

        BitSet first = BitSet.valueOf(new long[] {1});
        Map<String, String> redacted = facts(merge(LakeFile.replacing(List.of(one)), files, Map.of(files.getFirst(), first)));
        assertThat(redacted).containsEntry("skytrove.batches", "flush 7 7")
                .containsEntry("skytrove.sort_at.min", "2026-07-04T14:38:08.085434Z");

        Map<String, String> empty = facts(merge(one, files.subList(0, 1), Map.of(files.getFirst(), first)));
        assertThat(empty).containsKey("skytrove.batches").doesNotContainKeys("skytrove.sort_at.min", "skytrove.indexed_at.max");
    }

    @Test
    void i7TablesWithoutSortAtHaveTheirOwnTimes() throws Exception {
        Path file = write(
                LakeFile.imported(Table.ACCOUNTS, HOUR, 3), Frames.account("identity", "{'handle':'alice.test','seq':1}"));
        assertThat(facts(file)).containsEntry("skytrove.batches", "import 3 3")
                .containsEntry("skytrove.indexed_at.min", "2026-07-04T14:38:08.085434Z")
                .doesNotContainKey("skytrove.sort_at.min");
        Path features = folder.resolve("features.parquet");
        try (FeatureWriter writer = FeatureWriter.open(LakeFile.imported(Table.FEATURES, HOUR, 4), List.of("score"), features)) {
            writer.write("at://a/b/c", "did:plc:a", Frames.TIME_US, List.of(0.5));
        }
        assertThat(facts(features)).containsEntry("skytrove.batches", "import 4 4")
                .containsEntry("skytrove.sort_at.max", "2026-07-04T14:38:08.085434Z")
                .doesNotContainKey("skytrove.indexed_at.min");
    }

    private Path write(LakeFile name, byte[]... frames) throws Exception {
        Path file = folder.resolve(name.batches().first() + ".parquet");
        try (TableWriter writer = TableWriter.open(name, file)) {
            for (byte[] frame : frames) {
                writer.write(new EventRows().parse(frame, RECEIVED));
            }
        }
        return file;
    }

    private Path merge(LakeFile name, List<Path> files, Map<Path, BitSet> left) throws Exception {
        Path target = folder.resolve("merged.parquet");
        TableMerge.write(name, files, left, target, Files.createTempDirectory(folder, "scratch"));
        return target;
    }

    private static Map<String, String> facts(Path file) throws Exception {
        Map<String, String> facts = new TreeMap<>();
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.query("SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')".formatted(file))
                    .forEach(row -> facts.put((String) row.get(0), (String) row.get(1)));
        }
        return facts;
    }
}
