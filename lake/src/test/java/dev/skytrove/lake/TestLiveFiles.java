package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestLiveFiles {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:38:08Z"));

    /** I4: while files are replaced, old and new ones are listed, and each row is read once. */
    @Test
    void i4FileInsideALargerRangeIsSuperseded() {
        LakeFile otherHour = LakeFile.flushed(Table.POSTS, new HourKey(HOUR.end()), 1);
        LakeFile otherTable = LakeFile.flushed(Table.LIKES, HOUR, 1);

        assertThat(LiveFiles.of(List.of(file(3, 3, 0), file(2, 2, 0), file(1, 2, 0), file(1, 1, 0))))
                .containsExactly(file(1, 2, 0), file(3, 3, 0));
        assertThat(LiveFiles.of(List.of(file(3, 3, 0), file(2, 2, 5), file(1, 2, 7), file(1, 3, 0), file(1, 1, 0))))
                .containsExactly(file(1, 3, 0));
        assertThat(LiveFiles.of(List.of(file(1, 3, 0), otherHour, otherTable)))
                .containsExactly(otherTable, file(1, 3, 0), otherHour);
    }

    @Test
    void i4OfOneRangeTheHighestGenerationLives() {
        assertThat(LiveFiles.of(List.of(file(3, 3, 0), file(3, 3, 10), file(3, 3, 9)))).containsExactly(file(3, 3, 10));
        assertThat(LiveFiles.of(List.of(file(1, 3, 1), file(1, 3, 0), file(1, 2, 4)))).containsExactly(file(1, 3, 1));
    }

    @Test
    void i4NumbersOfOneSeriesMeanNothingInAnother() {
        LakeFile imported = new LakeFile(Table.POSTS, HOUR, Series.IMPORT, new BatchRange(1, 9), 1);

        assertThat(LiveFiles.of(List.of(file(5, 12, 0), imported, file(2, 2, 0))))
                .containsExactly(file(2, 2, 0), file(5, 12, 0), imported);
    }

    @Test
    void i4OverlapIsCorruptionAndNamesBoth() {
        assertThatExceptionOfType(OverlappingFilesException.class)
                .isThrownBy(() -> LiveFiles.of(List.of(file(2, 3, 0), file(9, 9, 0), file(1, 2, 4))))
                .withMessageContaining(file(1, 2, 4).name())
                .withMessageContaining(file(2, 3, 0).name());
        // What contains both holds their rows once.
        assertThat(LiveFiles.of(List.of(file(2, 3, 0), file(1, 2, 0), file(1, 3, 0)))).containsExactly(file(1, 3, 0));
    }

    @Test
    void replacementSupersedesWhatItReplaces() {
        assertThat(LakeFile.replacing(List.of(file(4, 6, 2)))).isEqualTo(file(4, 6, 3));
        assertThat(LakeFile.replacing(List.of(file(1, 1, 7), file(4, 6, 2), file(3, 3, 0)))).isEqualTo(file(1, 6, 0));
    }

    private static LakeFile file(long first, long last, int generation) {
        return new LakeFile(Table.POSTS, HOUR, Series.FLUSH, new BatchRange(first, last), generation);
    }
}
