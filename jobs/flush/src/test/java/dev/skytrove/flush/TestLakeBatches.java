package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestLakeBatches {
    @TempDir
    private Path directory;

    @Test
    void onlyTheNumbersOfFlushesCount() {
        try (ObjectStore store = ObjectStores.open("file://" + directory, Map.of())) {
            assertThat(LakeBatches.highest(store)).isZero();

            List<String> names =
                    List.of("flush-7-7-0", "flush-3-6-9", "import-90-95-0", "f-99-99", "flush-098-98-0", "other-99-99-0");
            for (String name : names) {
                store.put("lake/posts/year=2026/month=07/day=04/hour=14/posts-" + name + ".parquet", new byte[0]);
            }
            store.put("lake/likes/year=2026/month=07/day=04/hour=15/likes-flush-2-8-0.parquet", new byte[0]);
            assertThat(LakeBatches.highest(store)).isEqualTo(8);
        }
    }
}
