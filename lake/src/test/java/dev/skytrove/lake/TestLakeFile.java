package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestLakeFile {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:38:08Z"));

    @Test
    void nameIsTheDocumentedOneAndReadsBack() {
        LakeFile file = LakeFile.flushed(Table.POSTS, HOUR, 42);

        assertThat(file.name()).isEqualTo("lake/posts/year=2026/month=07/day=04/hour=14/posts-f-42-42.parquet");
        assertThat(LakeFile.parse(file.name())).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lake/posts/year=2026/month=07/day=04/hour=14/likes-f-42-42.parquet",
                "lake/posts/year=2026/month=13/day=04/hour=14/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=24/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-0-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-42-43.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-c-43-42.parquet",
                "lake/nothing/year=2026/month=07/day=04/hour=14/nothing-f-42-42.parquet",
                "lake/posts/hour=14/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=4/hour=14/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=0x/hour=14/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/more/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-x-42-42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f--42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-+2-2.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-4-4-4.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-1234567890123456789-1234567890123456789.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-42-42.parquet.tmp",
                "lake/posts/posts-f-42-42.parquet",
                "lake/posts",
                "lake/",
                "lake",
                "",
                "feeds/latest/latest.jsonl"
            })
    void foreignNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> LakeFile.parse(name));
    }

    /** I4: during a compaction both generations are listed, and each row is read once. */
    @Test
    void i4FileInsideAnotherRangeIsSuperseded() {
        LakeFile one = LakeFile.flushed(Table.POSTS, HOUR, 1);
        LakeFile two = LakeFile.flushed(Table.POSTS, HOUR, 2);
        LakeFile three = LakeFile.flushed(Table.POSTS, HOUR, 3);
        LakeFile compacted = new LakeFile(Table.POSTS, HOUR, LakeFile.Level.COMPACTED, 1, 2);
        LakeFile wider = new LakeFile(Table.POSTS, HOUR, LakeFile.Level.COMPACTED, 1, 3);
        LakeFile alone = new LakeFile(Table.POSTS, HOUR, LakeFile.Level.COMPACTED, 3, 3);
        LakeFile otherHour = LakeFile.flushed(Table.POSTS, new HourKey(HOUR.end()), 1);
        LakeFile otherTable = LakeFile.flushed(Table.LIKES, HOUR, 1);

        assertThat(LiveFiles.of(List.of(three, two, compacted, one))).containsExactly(compacted, three);
        assertThat(LiveFiles.of(List.of(three, two, compacted, wider, one, alone))).containsExactly(wider);
        assertThat(LiveFiles.of(List.of(three, alone))).containsExactly(alone);
        assertThat(LiveFiles.of(List.of(wider, otherHour, otherTable))).containsExactly(otherTable, wider, otherHour);
    }
}
