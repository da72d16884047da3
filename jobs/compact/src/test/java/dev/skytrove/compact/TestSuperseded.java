package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.snapshot.SnapshotFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestSuperseded {
    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");
    private static final Duration GRACE = Duration.ofHours(1);

    @Test
    void filesThatASnapshotNamesStay() {
        LakeListing.Entry one = entry("posts-flush-1-1-0", Duration.ofHours(9));
        LakeListing.Entry two = entry("posts-flush-2-2-0", Duration.ofHours(9));
        LakeListing.Entry merged = entry("posts-flush-1-2-0", Duration.ofHours(2));
        LakeListing listing = new LakeListing(List.of(merged), List.of(one, two), 0);

        assertThat(Superseded.of(listing, NOW, GRACE, new SnapshotFiles(Set.of())))
                .isEqualTo(Map.of(merged, List.of(one, two)));
        assertThat(Superseded.of(listing, NOW, GRACE, new SnapshotFiles(Set.of(one.file()))))
                .isEqualTo(Map.of(merged, List.of(two)));
        assertThat(Superseded.of(listing, NOW, GRACE, new SnapshotFiles(Set.of(one.file(), two.file())))).isEmpty();
    }

    private static LakeListing.Entry entry(String name, Duration age) {
        LakeFile file = LakeFile.parse("lake/posts/year=2026/month=07/day=10/hour=01/" + name + ".parquet");
        return new LakeListing.Entry(file, 1, NOW.minus(age));
    }
}
