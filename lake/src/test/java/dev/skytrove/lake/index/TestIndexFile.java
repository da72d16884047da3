package dev.skytrove.lake.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestIndexFile {
    private static final Instant DAY = Instant.parse("2026-07-04T00:00:00Z");

    @Test
    void nameTellsDayGenerationAndFiles() {
        IndexFile file = new IndexFile(DAY, 3, "0123456789abcdef");

        assertThat(file.name()).isEqualTo("index/posts/year=2026/month=07/day=04/words-3-0123456789abcdef.parquet");
        assertThat(IndexFile.parse(file.name())).contains(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index/posts/year=2026/month=02/day=30/words-3-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/day=04/words-03-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/day=04/words-3-0123456789ABCDEF.parquet",
                "index/posts/year=2026/month=07/day=04/words-3-0123456789abcde.parquet",
                "index/posts/year=2026/month=07/day=04/hour=01/words-3-0123456789abcdef.parquet",
                "index/likes/year=2026/month=07/day=04/words-3-0123456789abcdef.parquet",
                "xindex/posts/year=2026/month=07/day=04/words-3-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/day=04/words-9999999999-0123456789abcdef.parquet"
            })
    void otherNamesAreForeign(String name) {
        assertThat(IndexFile.parse(name)).isEmpty();
    }

    /** By sha256sum of the two names, each with a line feed. */
    @Test
    void fingerprintIsThatOfTheNamesInOrder() {
        LakeFile one = posts(1, 2);
        LakeFile other = posts(2, 0);

        assertThat(IndexFile.fingerprint(List.of(other, one))).isEqualTo(IndexFile.fingerprint(List.of(one, other)));
        assertThat(IndexFile.fingerprint(List.of(one, other))).isEqualTo("18945a7d58ee7b5d");
        assertThat(IndexFile.fingerprint(List.of(one, posts(2, 1)))).isNotEqualTo("18945a7d58ee7b5d");
    }

    private static LakeFile posts(int hour, int generation) {
        HourKey key = HourKey.of(DAY.plusSeconds(3600L * hour));
        return new LakeFile(Table.POSTS, key, Series.FLUSH, new BatchRange(1, 12), generation);
    }
}
