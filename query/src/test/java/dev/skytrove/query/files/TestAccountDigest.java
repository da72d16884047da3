package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestAccountDigest {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));

    @Test
    void restIsWhatItDoesNotCover() {
        assertThat(digest(flushed(1), flushed(2)).rest(List.of(flushed(1), flushed(2), flushed(3))))
                .hasValue(List.of(flushed(3)));
    }

    @Test
    void i4CompactedFilesHoldWhatTheyReplaced() {
        assertThat(digest(flushed(1), flushed(2)).rest(List.of(compacted(1, 3), flushed(4))))
                .hasValue(List.of(compacted(1, 3), flushed(4)));
        assertThat(digest(compacted(1, 3)).rest(List.of(compacted(1, 3), flushed(4))))
                .hasValue(List.of(flushed(4)));
    }

    @Test
    void i4FileThatIsGoneMakesItWorthless() {
        assertThat(digest(flushed(1), flushed(2)).rest(List.of(flushed(2)))).isEmpty();
        assertThat(digest(flushed(1)).rest(List.of(compacted(2, 3)))).isEmpty();
        assertThat(digest(flushed(1)).rest(List.of())).isEmpty();
    }

    @Test
    void i4FileOfAnotherSizeIsAnotherFile() {
        assertThat(digest(flushed(1)).rest(List.of(new PlannedFile(flushed(1).file(), 99)))).isEmpty();
    }

    private static AccountDigest digest(PlannedFile... covered) {
        return new AccountDigest(Path.of("digest"), List.of(covered));
    }

    private static PlannedFile flushed(long batch) {
        return new PlannedFile(LakeFile.flushed(Table.ACCOUNTS, HOUR, batch), 10);
    }

    private static PlannedFile compacted(long first, long last) {
        return new PlannedFile(new LakeFile(Table.ACCOUNTS, HOUR, Series.FLUSH, new BatchRange(first, last), 0), 30);
    }
}
