package dev.skytrove.query.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of an hour's hidden rows counts as long as all that hid them is still there, in whatever file. */
final class TestHidingSources {
    private static final HourKey HOUR = new HourKey(Instant.parse("2026-07-04T12:00:00Z"));
    private static final HourKey TWO_HOURS_BEFORE = new HourKey(Instant.parse("2026-07-04T10:00:00Z"));
    private static final Set<LakeFile> TWO =
            Set.of(LakeFile.flushed(Table.DELETES, HOUR, 1), LakeFile.flushed(Table.DELETES, HOUR, 2));

    @Test
    void mergedFilesAreNotGone() {
        LakeFile merged = new LakeFile(Table.DELETES, HOUR, Series.FLUSH, new BatchRange(1, 2), 0);
        LakeFile again = new LakeFile(Table.DELETES, HOUR, Series.FLUSH, new BatchRange(1, 2), 1);

        assertThat(HidingSources.gone(TWO, TWO, HOUR)).isEmpty();
        assertThat(HidingSources.gone(TWO, Set.of(merged), HOUR)).isEmpty();
        assertThat(HidingSources.gone(Set.of(merged), Set.of(again), HOUR)).isEmpty();
    }

    @Test
    void deletedFilesAreGone() {
        LakeFile one = LakeFile.flushed(Table.DELETES, HOUR, 1);
        LakeFile two = LakeFile.flushed(Table.DELETES, HOUR, 2);
        LakeFile old = LakeFile.flushed(Table.ACCOUNTS, TWO_HOURS_BEFORE, 1);

        assertThat(HidingSources.gone(Set.of(one, two), Set.of(two), HOUR)).containsExactly(one);
        assertThat(HidingSources.gone(Set.of(old), Set.of(two), HOUR)).containsExactly(old);
    }

    @Test
    void filesThatHideNothingOfTheHourMayGo() {
        assertThat(HidingSources.gone(Set.of(LakeFile.flushed(Table.DELETES, TWO_HOURS_BEFORE, 1)), Set.of(), HOUR))
                .isEmpty();
    }
}
